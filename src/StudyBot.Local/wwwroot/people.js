// The person picker: whoever is chosen speaks, and sees what is private to them.

import { post, read } from "./api.js";
import { once } from "./busy.js";
import { attempt } from "./live.js";
import { state } from "./state.js";

const remembered = "studybot-person";
const picker = document.getElementById("me");
const add = document.getElementById("add");
const newcomer = document.getElementById("newcomer");
const name = document.getElementById("name");

let people = [];
let picked;

/** Reads who is there; the first time, and when the one chosen is gone, somebody is chosen. */
export async function refresh() {
  people = await read("/local/people");
  picker.closest(".who").classList.remove("loading");
  if (people.length === 0) return openForm(true);
  picker.replaceChildren(...people.map((person) => new Option(person.name, person.name)));
  const known = people.some((person) => person.name === state.me) ? state.me : (sessionStorage.getItem(remembered) ?? localStorage.getItem(remembered));
  choose(people.find((person) => person.name === known)?.name ?? (people.find((person) => person.lead) ?? people[0]).name);
}

/** Calls back whenever somebody else is chosen. */
export function start(onPick) {
  picked = onPick;
  picker.addEventListener("change", () => choose(picker.value));
  add.addEventListener("click", () => openForm(newcomer.hidden));
  newcomer.addEventListener("submit", (event) => {
    event.preventDefault();
    once("newcomer", newcomer.querySelector("[type=submit]"), () => attempt(async () => {
      const person = await post("/local/people", { name: name.value.normalize("NFC") });
      name.value = "";
      openForm(false);
      remember(person.name);
      state.me = person.name;
      await refresh();
      picked();
      picker.focus();
    }));
  });
  newcomer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openForm(false);
    add.focus();
  });
}

function choose(person) {
  picker.value = person;
  if (person === state.me) return;
  state.me = person;
  remember(person);
  picked();
}

/** By this window, as long as it is open, and for the next one. */
function remember(person) {
  sessionStorage.setItem(remembered, person);
  localStorage.setItem(remembered, person);
}

function openForm(open) {
  newcomer.hidden = !open;
  add.setAttribute("aria-expanded", String(open));
  if (open) name.focus();
}
