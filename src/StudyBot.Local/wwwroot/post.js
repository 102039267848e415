// One message as an element. Each part is touched only when it changed, so that focus and what is being typed stay where they are.

import { change, node } from "./dom.js";
import { keepingFiles } from "./files.js";
import { bot, fullOf, list, many, picture, spoken, timeOf } from "./words.js";

const template = document.getElementById("post");
const letters = new Intl.Segmenter();

export function make(message) {
  const post = template.content.firstElementChild.cloneNode(true);
  const article = post.querySelector("article");
  post.dataset.id = message.id;
  article.id = message.id;
  article.tabIndex = -1; // Which one Tab reaches is chosen in keys.js.
  post.querySelector(".from").id = `${message.id}-from`;
  post.querySelector("time").id = `${message.id}-time`;
  post.querySelector(".card").id = `${message.id}-card`;
  article.setAttribute("aria-labelledby", `${message.id}-from ${message.id}-time`);
  article.setAttribute("aria-describedby", `${message.id}-card`);
  post.querySelector(".thread label").textContent = "Reply in the thread";
  const box = post.querySelector(".thread textarea");
  box.placeholder = "Reply in the thread";
  box.id = `${message.id}-box`;
  post.querySelector(".thread label").htmlFor = box.id;
  post.querySelector(".replies").id = `${message.id}-replies`;
  post.querySelector(".fold").setAttribute("aria-controls", `${message.id}-replies`);
  return post;
}

export function fill(post, message, me) {
  const ours = message.from === bot;
  const part = (name) => post.querySelector(`:scope > article ${name}`);
  post.className = `post ${message.kind}${ours ? " ours" : ""}${message.from === me ? " own" : ""}${message.private_to && !message.direct ? " private" : ""}`;
  part(".avatar").textContent = ours ? "" : letters.segment(message.from)[Symbol.iterator]().next().value.segment.toUpperCase();
  part(".avatar").dataset.tint = ours ? "bot" : tint(message.from);
  part(".from").textContent = message.from;
  part(".tag").hidden = !ours;
  part(".edited").hidden = !message.edited;
  part(".only").hidden = !message.private_to || message.direct;
  const time = part("time");
  time.dateTime = message.at;
  time.textContent = timeOf(message.at);
  time.title = fullOf(message.at);

  const editing = message.from === me && part(".card > .edit") !== null;
  if (!editing) change(part(".card"), message.html, (card) => keepingFiles(card, () => { card.innerHTML = message.html; }));
  change(part(".files"), message.files, (files) => {
    files.hidden = message.files.length === 0;
    files.replaceChildren(...message.files.map((file) => node("li", {}, node("a", { href: file.url, download: file.name }, file.name))));
  });
  change(part(".receipts"), message.receipts, (receipts) => receipts.replaceChildren(...message.receipts.map(receipt)));
  change(part(".reactions"), [message.reactions, me], (reactions) =>
    reactions.replaceChildren(...message.reactions.map((reaction) => pill(reaction, me))));
  change(part(".actions"), [message.from === me, message.thread, message.private_to], (actions) => actions.replaceChildren(...deeds(message, me)));
}

function receipt(one) {
  return node("p", { class: `receipt ${one.class}` }, one.text, " ", node("span", { class: "only" }, "Only you see this"));
}

function pill(reaction, me) {
  const mine = reaction.from.includes(me);
  return node("button", {
    type: "button", class: "pill", "data-react": reaction.name, "aria-pressed": String(mine),
    "aria-label": `${spoken(reaction.name)}, ${many(reaction.from.length, "reaction")}: ${list(reaction.from)}`,
    title: list(reaction.from),
  }, picture(reaction.name), " ", String(reaction.from.length));
}

function deeds(message, me) {
  const about = message.kind === "lesson" ? "this lesson" : "this message";
  const action = (what, label, words = label) => node("button", { type: "button", class: "deed", tabindex: "-1", "data-do": what, "aria-label": words === label ? undefined : words }, label);
  return [
    ...(message.private_to ? [] : [action("react", "React", `React to ${about}`)]),
    ...(message.private_to || message.thread ? [] : [action("reply", "Reply in thread", `Reply in thread of ${about}`)]),
    ...(message.from === me ? [action("edit", "Edit", "Edit this message"), action("delete", "Delete", "Delete this message")] : []),
  ];
}

function tint(name) {
  let sum = 0;
  for (const c of name) sum = (sum * 31 + c.codePointAt(0)) % 6;
  return String(sum);
}
