// What is done to a message: its buttons, its form, reactions, replies, edits, deletions.

import { patch, post, remove } from "./api.js";
import { once, showing } from "./busy.js";
import { giveBack } from "./composer.js";
import { forgetShown, node } from "./dom.js";
import { isFile, leaveOut, offer, valuesOf } from "./files.js";
import { announce, attempt } from "./live.js";
import { find, state } from "./state.js";
import { draw, fold, renew } from "./talk.js";
import { palette, picture, spoken } from "./words.js";

const list = document.getElementById("messages");

/** `came(answer)` is told what the bot made of it. */
export function start(came) {
  const doing = (work) => attempt(async () => came(await work()));

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const element = button?.closest(".post");
    if (!element) return;
    const message = find(element.dataset.id);
    const { command, cohort, react } = button.dataset;
    if (command) once(`press ${message.id} ${command} ${cohort}`, button, () => doing(() => post("/local/press", { from: state.me, message: message.id, command, cohort })));
    else if (react) reactTo(element, message, button, doing);
    else if (button.classList.contains("fold")) fold(element);
    else if (button.dataset.do) deeds[button.dataset.do](element, message, doing);
  });

  list.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const element = form.closest(".post");
    const message = find(element.dataset.id);
    const button = form.querySelector("[type=submit]");
    if (form.dataset.form) once(`form ${message.id} ${form.dataset.form}`, button, () => submit(message, form, doing));
    else if (form.classList.contains("edit")) once(`edit ${message.id}`, button, () => save(element, message, form, doing));
    else reply(message, form, button, doing);
  });

  list.addEventListener("change", (event) => {
    if (isFile(event.target)) offer(event.target);
  });

  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const element = event.target.closest(".post");
    const leave = event.target.closest(".edit, .choices") ? restore : event.target.closest(".thread > form") ? closeReply : null;
    if (!leave) return;
    event.preventDefault();
    leave(element);
  });
}

const deeds = {
  react: (element) => choose(element, "Reactions", palette.map((name) =>
    node("button", { type: "button", class: "pill", "data-react": name, "aria-label": spoken(name) }, picture(name)))),
  delete: (element) => choose(element, "Delete this message?", [
    "Delete it?", " ",
    node("button", { type: "button", class: "deed danger", "data-do": "remove", "aria-label": "Yes, delete this message" }, "Yes, delete"),
    node("button", { type: "button", class: "deed", "data-do": "keep", "aria-label": "No, keep this message" }, "No"),
  ]),
  remove: (_, message, doing) => doing(() => remove(`/local/messages/${message.id}?from=${encodeURIComponent(state.me)}`)).then(() => document.getElementById("words").focus()),
  reply: (element) => {
    const form = element.querySelector(":scope > .thread > form");
    form.hidden = false;
    fold(element, false);
    form.querySelector("textarea").focus();
  },
  edit: (element, message) => {
    const card = element.querySelector(":scope > article .card");
    card.replaceChildren(editor(message));
    forgetShown(card);
    const box = card.querySelector("textarea");
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    card.scrollIntoView({ block: "nearest" });
  },
  keep: restore,
  close: closeReply,
  unfile: leaveOut,
};

/** Puts a choice in place of the buttons that asked for it. */
function choose(element, label, inside) {
  const actions = element.querySelector(":scope > article .actions");
  actions.replaceChildren(node("span", { class: "choices", role: "group", "aria-label": label }, ...inside));
  actions.querySelector("button").focus();
}

function restore(element) {
  for (const part of element.querySelectorAll(":scope > article :is(.card, .actions)")) {
    if (part.querySelector(".edit, .choices") === null) continue;
    part.replaceChildren();
    forgetShown(part);
  }

  renew(element);
  element.querySelector(":scope > article").focus();
}

function reactTo(element, message, button, doing) {
  const chosen = button.closest(".choices") !== null;
  doing(() => post("/local/reactions", { from: state.me, message: message.id, name: button.dataset.react, on: button.getAttribute("aria-pressed") !== "true" }));
  if (chosen) restore(element);
}

async function submit(message, form, doing) {
  const values = await valuesOf(form);
  if (values) await doing(() => post("/local/forms", { from: state.me, message: message.id, form: form.dataset.form, values }));
}

async function save(element, message, form, doing) {
  const text = form.querySelector("textarea").value;
  if (await doing(() => patch(`/local/messages/${message.id}`, { from: state.me, text }))) restore(element);
}

async function reply(message, form, button, doing) {
  const box = form.querySelector("textarea");
  const text = box.value;
  if (text.trim() === "") return;
  box.value = ""; // At once: whoever types fast is at the next line already.
  const sent = await showing(button, () => doing(() => post("/local/messages", { from: state.me, text, thread: message.id })));
  if (sent) announce("Sent.");
  else box.value = giveBack(text, box.value);
}

function closeReply(element) {
  element.querySelector(":scope > .thread > form").hidden = true;
  draw();
  element.querySelector(":scope > article").focus();
}

function editor(message) {
  const id = `${message.id}-edit`;
  return node("form", { class: "edit composer small" },
    node("label", { class: "unseen", for: id }, "Edit your message"),
    node("textarea", { id, rows: "1", maxlength: "4000" }, message.text),
    node("button", { type: "submit", class: "primary" }, "Save"),
    node("button", { type: "button", class: "quiet", "data-do": "keep" }, "Cancel"));
}
