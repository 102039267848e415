// The chat's calls. What is refused is thrown as an Error whose message is the sentence to show.

export const unanswered = "StudyBot does not answer. Is it still running?";

/** A browser gives one host few connections, and whoever waits for a free one waits without end. */
const patience = 30_000;
const late = "StudyBot has not answered for half a minute. It may have heard this all the same: look before you send it again. Many windows on one StudyBot keep each other waiting.";

async function call(method, path, body) {
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
    signal,
  }).catch(() => { throw new Error(signal.aborted ? late : unanswered); });
  const answer = await response.json().catch(() => null);
  if (signal.aborted) throw new Error(late);
  if (!response.ok) throw new Error(answer?.detail ?? `StudyBot answered ${response.status}.`);
  return { answer, older: /<([^>]+)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1] };
}

export const read = async (path) => (await call("GET", path)).answer;
export const page = (path) => call("GET", path);
export const post = async (path, body) => (await call("POST", path, body)).answer;
export const patch = async (path, body) => (await call("PATCH", path, body)).answer;
export const remove = async (path) => (await call("DELETE", path)).answer;
