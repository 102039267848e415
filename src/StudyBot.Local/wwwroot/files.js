// A file in a form: it is sent as its text. What cannot be sent is refused at its field, in the words that came with it.

import { node } from "./dom.js";

const files = "input[type=file]";
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What stands in a form, by name; nothing where a file in it cannot be sent. */
export async function valuesOf(form) {
  const values = Object.fromEntries(new FormData(form));
  for (const input of form.querySelectorAll(files)) {
    const { text, wrong } = await textOf(input);
    say(input, wrong);
    if (wrong) return input.focus();
    values[input.name] = text;
  }

  return values;
}

/** Draws a card anew. A file that was chosen in it stays chosen: unlike words, nobody else could bring it back. */
export function keepingFiles(card, draw) {
  const chosen = [...card.querySelectorAll(files)].filter((input) => input.files.length > 0);
  draw();
  for (const before of chosen) {
    const input = card.querySelector(`${files}[name="${CSS.escape(before.name)}"]`);
    if (!input) continue;
    input.files = before.files;
    offer(input);
  }
}

/** Whoever chose a file may do without it after all. */
export function offer(input) {
  const button = input.parentElement.querySelector("[data-do=unfile]");
  if (input.files.length === 0) button?.remove();
  else if (!button) input.after(node("button", { type: "button", class: "quiet", "data-do": "unfile" }, "Leave the file out"));
}

export function leaveOut(post) {
  for (const input of post.querySelectorAll(`:scope > article ${files}`)) {
    input.value = "";
    say(input);
    offer(input);
    input.focus();
  }
}

export const isFile = (element) => element.matches(files);

async function textOf(input) {
  const [file] = input.files;
  if (!file) return { text: "" };
  const { most, tooLarge, notRead, notText } = input.dataset;
  if (file.size > Number(most)) return { wrong: tooLarge };
  const bytes = await file.arrayBuffer().catch(() => null); // It was moved or changed since it was chosen.
  if (!bytes) return { wrong: notRead };
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { wrong: notText };
  }
}

/** At a field, besides what the bot said there; without words, what was said before is taken back. */
function say(input, words) {
  const id = `${input.id}-refused`;
  const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  document.getElementById(id)?.remove();
  if (words) input.closest(".field").append(node("p", { class: "error", id }, words));
  input.setAttribute("aria-describedby", [...others, words ? id : ""].join(" ").trim());
  if (words || document.getElementById(`${input.id}-error`)) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}
