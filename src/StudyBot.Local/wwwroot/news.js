// What happens elsewhere, as it happens: server-sent events, taken up again where they broke off.
// A browser gives one host six connections in all. A window that nobody sees needs none: it hears what it missed when it is looked at again.

const kinds = ["hello", "reset", "message", "removed", "people", "channels", "board", "clock"];
const patience = 2000;

let watching;
let source;
let again;

/** Calls `heard[kind](data)` for each event; `heard.away()` while nothing can be heard. */
export function watch(reader, heard) {
  watching = { reader, heard, last: "" };
  connect();
}

function connect() {
  clearTimeout(again);
  source?.close();
  if (!watching || document.hidden) return;
  const mine = watching;
  source = new EventSource(`/local/events?as=${encodeURIComponent(mine.reader)}&since=${encodeURIComponent(mine.last)}`);
  for (const kind of kinds) {
    source.addEventListener(kind, (event) => {
      mine.last = event.lastEventId;
      mine.heard[kind]?.(JSON.parse(event.data));
    });
  }

  source.onerror = () => {
    mine.heard.away();
    // The browser connects again by itself, except after a refusal.
    if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, patience);
  };
}

document.addEventListener("visibilitychange", connect);
