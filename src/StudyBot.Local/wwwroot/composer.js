// The reply box, and what holds for every box to write in: Enter sends.

import { post } from "./api.js";
import { showing } from "./busy.js";
import { attempt, calm, tell } from "./live.js";
import { state } from "./state.js";
import { mention, occupied, sayings } from "./words.js";
import { node } from "./dom.js";

const form = document.getElementById("composer");
const words = document.getElementById("words");
const drafts = new Map();

let where;
let put;

/** `came(answer)` is told what the bot made of it. */
export function start(came) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (words.value.trim() !== "") send(came);
    words.focus();
  });

  document.addEventListener("keydown", (event) => {
    // Safari has ended a composition by the time of the Enter that confirms it, and tells by 229 alone.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing || !event.target.matches(".composer textarea")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  document.getElementById("sayings").append(...sayings.map(saying));
}

/** Another conversation is open: what was being written stays with its own. */
export function turnTo(channel) {
  if (channel === where) return;
  if (where) {
    drafts.set(where, words.value);
    words.value = drafts.get(channel) ?? "";
  }

  where = channel;
}

/** What was written is given back where it could not be sent, before whatever was written since. */
export const giveBack = (text, since) => [text, since].filter(Boolean).join("\n");

async function send(came) {
  const [text, to] = [words.value, state.where];
  words.value = "";
  const direct = to.startsWith("@");
  const place = direct ? { direct } : { channel: to };
  const sent = await showing(form.querySelector("[type=submit]"), () =>
    attempt(async () => came(await post("/local/messages", { from: state.me, text, ...place }))));
  if (sent) return;
  if (to === where) words.value = giveBack(text, words.value);
  else drafts.set(to, giveBack(text, drafts.get(to)));
}

/** A click puts it into the box, unless somebody's own words are in there; Enter says it. */
function saying({ say, to, about }) {
  const button = node("button", { type: "button", class: "saying" }, say);
  button.addEventListener("click", () => {
    if (["", put].includes(words.value)) {
      words.value = put = to && !state.where.startsWith("@") ? `${mention} ${say}` : say;
      calm(occupied);
    } else {
      tell(occupied);
    }

    words.focus();
  });
  return node("li", {}, button, " ", node("span", {}, about));
}
