// What happens elsewhere, as it happens: server-sent events, taken up again where they broke off.

const kinds = ["hello", "reset", "message", "removed", "people", "channels", "board", "clock"];
const patience = 2000;

let source;
let again;

/** Calls `heard[kind](data)` for each event; `heard.away()` while nothing can be heard. */
export function watch(reader, heard) {
  clearTimeout(again);
  source?.close();
  source = new EventSource(`/local/events?as=${encodeURIComponent(reader)}`);
  for (const kind of kinds) source.addEventListener(kind, (event) => heard[kind]?.(JSON.parse(event.data)));
  source.onerror = () => {
    heard.away();
    // The browser connects again by itself, except after a refusal.
    if (source.readyState === EventSource.CLOSED) again = setTimeout(() => watch(reader, heard), patience);
  };
}
