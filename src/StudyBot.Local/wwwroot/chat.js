// The page: reads what is there, then follows what happens.

import { page } from "./api.js";
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

let older;

/** Reads everything anew: at the start, for another reader, after too long a silence. */
const everything = lastOf(() => refreshing(async () => {
  await clock.refresh();
  await conversations.refresh();
  const reader = state.me;
  begin();
  const { answer, older: rest } = await page(`/local/messages?limit=200&as=${encodeURIComponent(reader)}`);
  if (reader !== state.me) return;
  replace(answer);
  follow(rest);
  talk.open(state.where);
  await board.refresh();
  document.getElementById("side").classList.remove("loading");
}));

/** What stands beside the conversation, read again; of many changes at once, the last is enough. A lead may have changed the zone as well. */
const around = lastOf(() => refreshing(async () => {
  if (await clock.refresh()) talk.renew();
  await board.refresh();
}));

function listen() {
  let reading = false;
  watch(state.me, {
    hello: () => {
      calm(away);
      if (!reading) everything();
      reading = true;
    },
    reset: () => {
      calm(away);
      everything();
    },
    away: () => complain(away),
    message: came,
    removed: ({ id }) => {
      drop(id);
      talk.draw();
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

/** What the bot made of something one did; answers that nobody keeps are said at once. */
function answered({ replies, receipts }) {
  for (const receipt of receipts ?? []) announce(receipt.text);
  for (const reply of replies ?? []) if (reply.id === unkept) tell(reply.text);
}

function open(channel) {
  standings(false);
  talk.open(channel);
  conversations.seen(channel);
  refreshing(board.refresh);
}

function follow(link) {
  older = link && `${link}&as=${encodeURIComponent(state.me)}`;
  earlier.hidden = !older;
}

earlier.addEventListener("click", () => attempt(async () => {
  const { answer, older: rest } = await page(older);
  for (const message of answer) take(message);
  talk.keepingPlace(talk.draw);
  follow(rest);
}));

/** On a narrow page: the standings in place of the conversation, or not. */
function standings(open) {
  document.body.classList.toggle("aside", open);
  beside.textContent = open ? "Chat" : "Standings";
}

beside.addEventListener("click", () => standings(!document.body.classList.contains("aside")));

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
