// The conversations there are: the channels, and the reader's own with the bot. What was not seen yet is counted.

import { read } from "./api.js";
import { node } from "./dom.js";
import { directWith, state } from "./state.js";
import { bot, many, nameOf } from "./words.js";

const list = document.getElementById("conversations");
const unseen = new Map();

let channels = [];

export async function refresh() {
  channels = await read("/local/channels");
  if (channels.length === 0) channels = ["study"];
  draw();
}

export function start(onOpen) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) onOpen(button.dataset.channel);
  });
}

export function count(channel) {
  unseen.set(channel, (unseen.get(channel) ?? 0) + 1);
  draw();
}

export function seen(channel) {
  unseen.delete(channel);
  draw();
}

/** Somebody else reads: their own conversation is another one. */
export function another() {
  unseen.clear();
  draw();
}

function draw() {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
  const all = [...channels, directWith(state.me)];
  const items = all.map((channel) => node("li", {}, entry(channel)));
  // What is the same stays: a button that is replaced while it is pressed loses the click.
  items.forEach((item, place) => {
    const before = list.children[place];
    if (!before) list.append(item);
    else if (!before.isEqualNode(item)) before.replaceWith(item);
  });
  while (list.children.length > items.length) list.lastElementChild.remove();
  if (focused) [...list.querySelectorAll("button")].find((button) => button.dataset.channel === focused)?.focus();
}

function entry(channel) {
  const count = unseen.get(channel) ?? 0;
  const button = node("button", { type: "button", "data-channel": channel, "aria-current": channel === state.where && "true" }, nameOf(channel));
  if (count > 0) button.append(" ", node("span", { class: "count", "aria-label": many(count, "new message") }, String(count)));
  if (channel.startsWith("@")) button.title = `Between you and ${bot} alone`;
  return button;
}
