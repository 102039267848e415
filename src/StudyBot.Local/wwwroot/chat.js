// The page: reads what is there, then follows what happens.

import { page } from "./api.js";
import * as board from "./board.js";
import * as clock from "./demo-clock.js";
import * as composer from "./composer.js";
import * as conversations from "./conversations.js";
import * as deeds from "./deeds.js";
import { announce, attempt, calm, complain, refreshing, tell } from "./live.js";
import { watch } from "./news.js";
import * as people from "./people.js";
import { clear, directWith, drop, state, take } from "./state.js";
import * as talk from "./talk.js";
import { away, headline } from "./words.js";

const earlier = document.getElementById("earlier");
const beside = document.getElementById("beside");

/** The id of an answer that is kept nowhere: to whoever was just forgotten. */
const unkept = "m0";

let older;

/** Reads everything anew: at the start, for another reader, after too long a silence. */
const everything = () => refreshing(async () => {
  await clock.refresh();
  await conversations.refresh();
  const { answer, older: rest } = await page(`/local/messages?as=${encodeURIComponent(state.me)}`);
  clear();
  for (const message of answer) take(message);
  follow(rest);
  talk.open(state.where);
  await board.refresh();
});

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
    board: () => refreshing(board.refresh),
    clock: () => refreshing(async () => {
      await clock.refresh();
      await board.refresh();
    }),
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

beside.addEventListener("click", () => {
  const open = document.body.classList.toggle("aside");
  beside.setAttribute("aria-expanded", String(open));
  beside.textContent = open ? "Back to the chat" : "Standings";
});

talk.start();
deeds.start(answered);
composer.start(answered);
clock.start();
conversations.start(open);
people.start(() => {
  if (state.where.startsWith("@")) state.where = directWith(state.me);
  conversations.forgetUnseen();
  listen();
});
refreshing(people.refresh);
