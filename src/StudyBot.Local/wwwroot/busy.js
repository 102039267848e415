// What is under way: nothing is begun twice, and what takes longer than a moment says so.

import { announce } from "./live.js";
import { sending } from "./words.js";

const moment = 500;
const begun = new Set();
const labels = new WeakMap();

/** Does some work unless the same is under way already: the second half of a double click is no second wish. */
export async function once(what, button, work) {
  if (begun.has(what)) return;
  begun.add(what);
  button.setAttribute("aria-disabled", "true");
  try {
    await work();
  } finally {
    begun.delete(what);
    button.removeAttribute("aria-disabled");
  }
}

/** Shows on its button that something is being sent; where several are, until the last has arrived. */
export async function showing(button, work) {
  const label = labels.get(button) ?? { words: button.textContent, going: 0 };
  labels.set(button, label);
  label.going++;
  const late = setTimeout(() => {
    button.textContent = sending;
    announce(sending);
  }, moment);
  try {
    return await work();
  } finally {
    clearTimeout(late);
    if (--label.going === 0) button.textContent = label.words;
  }
}
