// The chat's calls. What is refused is thrown as an Error whose message is the sentence to show.

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  }).catch(() => { throw new Error("StudyBot does not answer. Is it still running?"); });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.detail ?? `StudyBot answered ${response.status}.`);
  return { answer, older: /<([^>]+)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1] };
}

export const read = async (path) => (await call("GET", path)).answer;
export const page = (path) => call("GET", path);
export const post = async (path, body) => (await call("POST", path, body)).answer;
export const patch = async (path, body) => (await call("PATCH", path, body)).answer;
export const remove = async (path) => (await call("DELETE", path)).answer;
