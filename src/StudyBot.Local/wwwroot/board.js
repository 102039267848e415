// What stands beside the channel: today's count, the table, and the reader's own streak.

import { read } from "./api.js";
import { mark } from "./counted.js";
import { node } from "./dom.js";
import { state } from "./state.js";
import { counting, states } from "./words.js";

const part = (id) => document.getElementById(id);

let asked = 0;

export async function refresh() {
  const turn = ++asked;
  const channel = state.where.startsWith("@") ? "" : `&channel=${encodeURIComponent(state.where)}`;
  const board = await read(`/local/board?as=${encodeURIComponent(state.me)}${channel}`);
  if (turn !== asked) return;
  team(board);
  own(board.mine);
  part("role").hidden = !board.lead;
}

function team(board) {
  part("plan").textContent = board.plan || "No plan runs here yet.";
  part("today").hidden = board.people === 0 || board.day === 0;
  part("meter-label").textContent = `Day ${board.day} of ${board.lessons}: ${board.done} of ${board.people} done`;
  part("meter").max = Math.max(1, board.people);
  part("meter").value = board.done;
  part("board").innerHTML = board.html;
}

function own(mine) {
  state.counted = new Set(mine?.lessons.filter((lesson) => counting.includes(lesson.state)).map((lesson) => lesson.day));
  mark();
  part("mine").hidden = !mine;
  if (!mine) return;
  const figures = [["Streak", mine.streak], ["Longest", mine.longest], ["Freezes", mine.freezes], ["Done", mine.completed]];
  part("figures").replaceChildren(...figures.map(([label, value]) => node("div", {}, node("dt", {}, label), node("dd", {}, String(value)))));
  part("steps").replaceChildren(...mine.lessons.map(({ day, state }) =>
    node("li", { class: state, title: `Day ${day}: ${states[state]}` }, node("span", { class: "unseen" }, "Day "), String(day), node("span", { class: "unseen" }, `: ${states[state]}`))));
  const there = Object.keys(states).filter((name) => mine.lessons.some((lesson) => lesson.state === name));
  part("legend").replaceChildren(...there.map((name) => node("li", {}, node("i", { class: name }), states[name])));
}
