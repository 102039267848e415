// The reply box, and what holds for every box to write in: Enter sends.

import { post } from "./api.js";
import { attempt } from "./live.js";
import { state } from "./state.js";
import { mention, sayings } from "./words.js";
import { node } from "./dom.js";

const form = document.getElementById("composer");
const words = document.getElementById("words");

/** `came(answer)` is told what the bot made of it. */
export function start(came) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (words.value.trim() !== "") send(came);
    words.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(".composer textarea")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  document.getElementById("sayings").append(...sayings.map(saying));
}

/** What was written is given back where it could not be sent. */
async function send(came) {
  const text = words.value;
  words.value = "";
  const direct = state.where.startsWith("@");
  const where = direct ? { direct } : { channel: state.where };
  const sent = await attempt(async () => came(await post("/local/messages", { from: state.me, text, ...where })));
  if (!sent && words.value === "") words.value = text;
}

/** A click puts it into the box; Enter says it. */
function saying({ say, to, about }) {
  const button = node("button", { type: "button", class: "saying" }, say);
  button.addEventListener("click", () => {
    words.value = to && !state.where.startsWith("@") ? `${mention} ${say}` : say;
    words.focus();
  });
  return node("li", {}, button, " ", node("span", {}, about));
}
