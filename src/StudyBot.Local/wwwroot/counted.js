// A Done button says so once its lesson was counted for the reader.

import { find, state } from "./state.js";

const list = document.getElementById("messages");

export function mark() {
  for (const button of list.querySelectorAll("button[data-command]")) {
    const day = Number(/^done (\d+)$/.exec(button.dataset.command)?.[1]);
    if (!day) continue;
    const counted = isCounted(day, find(button.closest(".post").dataset.id));
    button.classList.toggle("counted", counted);
    if (counted) button.setAttribute("aria-label", `${button.textContent}, counted`);
    else button.removeAttribute("aria-label");
  }
}

/** By its own receipt; in a channel also by the board, which is that channel's. */
const isCounted = (day, message) =>
  message.receipts.some((receipt) => receipt.lesson === day) || (!message.direct && state.counted.has(day));
