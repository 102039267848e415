// The page: reads what is there, then follows what happens.

import { page, unanswered } from "./api.js";
import * as board from "./board.js";
import * as clock from "./demo-clock.js";
import * as composer from "./composer.js";
import * as conversations from "./conversations.js";
import * as deeds from "./deeds.js";
import * as keys from "./keys.js";
import { announce, attempt, calm, complain, lastOf, refreshing, tell } from "./live.js";
import { watch } from "./news.js";
import * as people from "./people.js";
import { begin, directWith, drop, replace, state, take } from "./state.js";
import * as talk from "./talk.js";
import { away, headline } from "./words.js";

const earlier = document.getElementById("earlier");
const beside = document.getElementById("beside");

/** The id of an answer that is kept nowhere: to whoever was just forgotten. */
const unkept = "m0";

/** The oldest message that was read at the start, where there are older ones; and the way to those of each conversation, as far as it was asked for. */
let first;
let older = new Map();

/** Whether that has come to its end for this reader; else it is tried again as soon as StudyBot answers. */
let isRead = false;

/** Reads everything anew: at the start, for another reader, after too long a silence. */
const everything = lastOf(() => refreshing(async () => {
  await clock.refresh();
  await conversations.refresh();
  const reader = state.me;
  begin();
  const { answer, older: rest } = await page(`/local/messages?limit=200&as=${encodeURIComponent(reader)}`);
  if (reader !== state.me) return;
  replace(answer);
  first = rest && answer[0].id;
  older = new Map();
  talk.reopen();
  further();
  await board.refresh();
  document.getElementById("side").classList.remove("loading");
  isRead = reader === state.me;
}));

/** What stands beside the conversation, read again; of many changes at once, the last is enough. A lead may have changed the zone as well. */
const around = lastOf(() => refreshing(async () => {
  if (await clock.refresh()) talk.renew();
  await board.refresh();
}));

/** Whoever tried something meanwhile was told in other words; both are over. */
function isBack() {
  calm(away);
  calm(unanswered);
}

function listen() {
  isRead = false;
  watch(state.me, {
    hello: () => {
      isBack();
      if (!isRead) everything();
    },
    reset: () => {
      isBack();
      everything();
    },
    away: () => complain(away),
    message: came,
    removed: ({ id }) => {
      drop(id);
      talk.remove(id);
    },
    people: () => refreshing(people.refresh),
    channels: () => refreshing(conversations.refresh),
    board: around,
    clock: around,
  });
}

/** A message that is new, or that is different now. */
function came(message) {
  const isNew = take(message);
  const here = message.channel === state.where;
  if (here) talk.draw();
  if (!isNew || message.from === state.me) return;
  if (!here) conversations.count(message.channel);
  announce(headline(message));
}

/** What the bot made of something one did. An answer that nobody keeps is said at once; one in the place of what was pressed or filled in is no news, so it is read out here. */
function answered({ id, replies, receipts }) {
  for (const receipt of receipts ?? []) announce(receipt.text);
  for (const reply of replies ?? []) {
    if (reply.id === unkept) tell(reply.text);
    if (reply.id !== id || reply.private_to !== state.me) continue;
    came(reply); // Now, so that what it replaces cannot be sent once more.
    announce(reply.text);
  }
}

function open(channel) {
  standings(false);
  talk.open(channel);
  conversations.seen(channel);
  further();
  refreshing(board.refresh);
}

/** Whether the open conversation goes further back than what was read. Many channels share the messages that are read first, so each is asked about. */
const further = lastOf(() => refreshing(async () => {
  earlier.hidden = true;
  const [channel, known] = [state.where, older];
  if (!known.has(channel)) {
    const way = `/local/messages?as=${encodeURIComponent(state.me)}&channel=${encodeURIComponent(channel)}&before=${first}`;
    const isMore = first && (await page(`${way}&limit=1`)).answer.length > 0;
    known.set(channel, isMore ? `${way}&limit=200` : undefined);
  }

  if (channel === state.where && known === older) earlier.hidden = !known.get(channel);
}));

earlier.addEventListener("click", () => attempt(async () => {
  const [channel, known] = [state.where, older];
  const { answer, older: rest } = await page(known.get(channel));
  for (const message of answer) take(message);
  known.set(channel, rest);
  talk.keepingPlace(talk.draw);
  await further();
}));

/** On a narrow page: the standings in place of the conversation, or not. */
function standings(open) {
  document.body.classList.toggle("aside", open);
  beside.textContent = open ? "Chat" : "Standings";
}

beside.addEventListener("click", () => standings(!document.body.classList.contains("aside")));
document.querySelector(".skip").addEventListener("click", () => standings(false));

talk.start();
deeds.start(answered);
keys.start();
composer.start(answered);
clock.start();
conversations.start(open);
people.start(() => {
  if (state.where.startsWith("@")) state.where = directWith(state.me);
  conversations.another();
  listen();
});
refreshing(people.refresh);
