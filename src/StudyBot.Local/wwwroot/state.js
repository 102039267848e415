// What the page knows: who is reading, which conversation is open, and the messages it has read so far.

export const state = { me: "", where: "study" };

const known = new Map();

export const numberOf = (id) => Number(id.slice(1));

/** Takes a message in; an older version never replaces a newer one. True where it was not known before. */
export function take(message) {
  const before = known.get(message.id);
  if (!before || before.revision <= message.revision) known.set(message.id, message);
  return !before;
}

export const drop = (id) => known.delete(id);

export const clear = () => known.clear();

export const find = (id) => known.get(id);

/** The message it hangs under, where that is there to be seen. */
export const rootOf = (message) => message.thread && known.get(message.thread);

/** One conversation's messages, the oldest first. */
export const inConversation = (channel) =>
  [...known.values()].filter((message) => message.channel === channel).sort((a, b) => numberOf(a.id) - numberOf(b.id));

export const directWith = (person) => `@${person}`;
