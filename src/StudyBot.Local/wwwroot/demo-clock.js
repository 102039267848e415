// The demo clock: what time it is for the bot, and a button that moves it on.

import { post, read } from "./api.js";
import { announce, attempt } from "./live.js";
import { state } from "./state.js";
import { keepFrom } from "./talk.js";
import { clockOf, useZone } from "./words.js";

const now = document.getElementById("now");
const hour = document.getElementById("hour");
const date = document.getElementById("date");
const morning = document.getElementById("morning");
const hint = document.getElementById("clock-hint");
const often = 5000;

let ahead = 0;

/** How far it was set forward, as this page knows: where another page has moved it since, a press moves nothing. */
let offset;

/** True where the zone is another one than before: every time on the page is. */
export async function refresh() {
  return show(await read("/local/clock"));
}

export function start() {
  morning.addEventListener("click", async () => {
    if (morning.getAttribute("aria-disabled") === "true") return;
    morning.setAttribute("aria-disabled", "true");
    keepFrom();
    await attempt(async () => {
      const clock = await post("/local/clock", { to: "next-morning", channel: state.where.startsWith("@") ? undefined : state.where, offset_seconds: offset });
      show(clock);
      announce(`It is now ${clock.date}, ${clock.time}.`);
    });
    morning.removeAttribute("aria-disabled");
  });
  setInterval(tick, often);
}

function show(clock) {
  ahead = Date.parse(clock.now) - Date.now();
  offset = clock.offset_seconds;
  const moved = useZone(clock.zone);
  morning.hidden = !clock.can_move;
  if (!clock.can_move) hint.textContent = clock.why_not;
  tick();
  return moved;
}

function tick() {
  const at = new Date(Date.now() + ahead);
  now.dateTime = at.toISOString();
  const shown = clockOf(at);
  if (hour.textContent !== shown.hour) hour.textContent = shown.hour;
  if (date.textContent !== shown.date) date.textContent = shown.date;
}
