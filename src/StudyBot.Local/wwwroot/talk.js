// The open conversation: its posts in order, each day under its date, each thread under its post.

import { mark } from "./counted.js";
import { turnTo } from "./composer.js";
import { arrange, node } from "./dom.js";
import { settle } from "./keys.js";
import { fill, make } from "./post.js";
import { inConversation, numberOf, rootOf, state } from "./state.js";
import { about, dayOf, empty, hint, many, nameOf } from "./words.js";

const list = document.getElementById("messages");
const scroll = document.getElementById("scroll");
const jump = document.getElementById("jump");
const nothing = document.getElementById("empty");
const words = document.getElementById("words");
const near = 80;
const margin = 24;

const posts = new Map();
const filled = new WeakMap();
const parts = new WeakMap();
const days = new Map();
const folded = new Set();

let opened;
let newest;
let target;
let kept;
let following = true;
let stood = 0;

/** Shows a conversation from its newest post on. Posts of the others are kept: somebody may be writing in one. */
export function open(channel) {
  state.where = channel;
  opened = viewed();
  turnTo(channel);
  document.getElementById("where").textContent = nameOf(channel);
  document.getElementById("about").textContent = about(channel);
  words.placeholder = hint(channel);
  words.setAttribute("aria-label", `Message ${nameOf(channel)}`);
  nothing.textContent = empty(channel);
  kept = undefined;
  draw();
  toNewest();
}

/** Everything was read anew: whoever has the conversation open already goes on reading and writing where they are. */
export function reopen() {
  if (opened === viewed()) draw();
  else open(state.where);
}

const viewed = () => `${state.where} ${state.me}`;

export function remove(id) {
  posts.delete(id);
  draw();
}

/** Brings the page up to date. Whoever follows the end goes on to; whoever reads further up is told. */
export function draw() {
  const messages = inConversation(state.where);
  const elements = new Map(messages.map((message) => [message, elementOf(message)]));
  const roots = messages.filter((message) => !rootOf(message));
  arrange(list, underDays(roots, elements));
  const replies = Map.groupBy(messages, (message) => rootOf(message)?.id);
  for (const root of roots) thread(elements.get(root), (replies.get(root.id) ?? []).map((message) => elements.get(message)));
  nothing.hidden = messages.length > 0;
  mark();
  settle();

  const last = messages.at(-1);
  const came = last && last.id !== newest;
  newest = last?.id;
  if (came && last.from === state.me) {
    following = true;
    kept = undefined;
  }

  // Others' replies in an older thread are no reason to go there.
  const inLast = last && [last, rootOf(last)].includes(roots.at(-1));
  target = last && (inLast || last.from === state.me) ? posts.get(last.id) : posts.get(roots.at(-1)?.id);
  if (following) toNewest();
  else if (came) jump.hidden = false;
}

/** Makes a post anew of what is known of it; all of them, where none is named. */
export function renew(post) {
  for (const one of post ? [post] : posts.values()) filled.delete(one);
  draw();
}

/** What comes from now on is shown from its start: a summary is not to be missed for the lesson after it. */
export function keepFrom() {
  kept = Math.max(0, ...inConversation(state.where).map((message) => numberOf(message.id)));
  following = true;
}

/** Whatever is taller than the window is shown from its start; a box that is being written in stays in sight. */
export function toNewest() {
  following = true;
  jump.hidden = true;
  const last = target?.querySelector("article");
  if (last) {
    const first = startOf(target);
    const fits = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top <= scroll.clientHeight - margin;
    if (fits) last.scrollIntoView({ block: "end" });
    else first.scrollIntoView({ block: "start" });
    jump.hidden = fits || first.closest(".post") === target || first.nextElementSibling === target;
  }

  if (list.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
  stood = scroll.scrollTop;
}

/** Opens or folds a thread. */
export function fold(post, away = !folded.has(post.dataset.id)) {
  if (away) folded.add(post.dataset.id);
  else folded.delete(post.dataset.id);
  draw();
}

/** Older posts come in above: what is being read stays where it is. */
export function keepingPlace(change) {
  const below = scroll.scrollHeight - scroll.scrollTop;
  following = false;
  change();
  scroll.scrollTop = scroll.scrollHeight - below;
}

export function start() {
  jump.addEventListener("click", () => {
    kept = undefined;
    toNewest();
    words.focus();
  });
  scroll.addEventListener("scroll", () => {
    if (Math.abs(scroll.scrollTop - stood) < 2) return;
    kept = undefined;
    following = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < near;
    if (following) jump.hidden = true;
  }, { passive: true });
}

function elementOf(message) {
  if (!posts.has(message.id)) posts.set(message.id, make(message));
  const post = posts.get(message.id);
  if (filled.get(post) !== message) fill(post, message, state.me);
  filled.set(post, message);
  return post;
}

/** Where to show it from: the first post that was kept from, else the post itself; with the date above it, where there is one. */
function startOf(post) {
  const first = kept === undefined ? null : [...list.children].find((one) => one.dataset.id && numberOf(one.dataset.id) > kept);
  const from = first ?? post;
  return from.previousElementSibling?.matches(".day") ? from.previousElementSibling : from.querySelector("article");
}

function underDays(roots, elements) {
  let day;
  return roots.flatMap((message) => {
    const same = dayOf(message.at) === day;
    day = dayOf(message.at);
    return same ? [elements.get(message)] : [dated(day), elements.get(message)];
  });
}

function dated(day) {
  if (!days.has(day)) days.set(day, node("p", { class: "day" }, node("span", {}, day)));
  return days.get(day);
}

function thread(post, replies) {
  const part = partsOf(post);
  const away = folded.has(post.dataset.id);
  arrange(part.replies, replies);
  const now = `${replies.length} ${away} ${part.form.hidden}`;
  if (part.shown === now) return;
  part.shown = now;
  part.replies.hidden = away;
  part.fold.hidden = replies.length === 0;
  part.fold.textContent = many(replies.length, "reply", "replies");
  part.fold.setAttribute("aria-expanded", String(!away));
  part.thread.hidden = replies.length === 0 && part.form.hidden;
}

/** Looked up once: a thousand posts are walked whenever one comes. */
function partsOf(post) {
  if (!parts.has(post)) {
    const part = (name) => post.querySelector(`:scope > .thread${name}`);
    parts.set(post, { thread: part(""), replies: part(" > .replies"), fold: part(" > .fold"), form: part(" > form") });
  }

  return parts.get(post);
}
