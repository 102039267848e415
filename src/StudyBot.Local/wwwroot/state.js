// What the page knows: who is reading, which conversation is open, and the messages it has read so far.

/** `counted`: the lessons of the open channel that are counted for the reader. */
export const state = { me: "", where: "study", counted: new Set() };

const known = new Map();

let meanwhile;

export const numberOf = (id) => Number(id.slice(1));

/** Takes a message in; an older version never replaces a newer one. True where it was not known before. */
export function take(message) {
  const before = known.get(message.id);
  if (!before || before.revision <= message.revision) known.set(message.id, message);
  meanwhile?.set(message.id, message);
  return !before;
}

export function drop(id) {
  known.delete(id);
  meanwhile?.set(id, null);
}

/** Everything is being read anew: what happens until it was read is newer than what is read. */
export function begin() {
  meanwhile = new Map();
}

export function replace(messages) {
  known.clear();
  const came = meanwhile;
  meanwhile = undefined;
  for (const message of messages) take(message);
  for (const [id, message] of came) message ? take(message) : drop(id);
}

export const find = (id) => known.get(id);

/** The message it hangs under, where that is there to be seen. */
export const rootOf = (message) => message.thread && known.get(message.thread);

/** One conversation's messages, the oldest first. */
export const inConversation = (channel) =>
  [...known.values()].filter((message) => message.channel === channel).sort((a, b) => numberOf(a.id) - numberOf(b.id));

export const directWith = (person) => `@${person}`;
