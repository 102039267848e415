// Keys in the conversation: up and down go from message to message, Escape back to the reply box.
// One message at a time is in the order of Tab with what can be done to it; a hundred others need not be passed.

const list = document.getElementById("messages");
const words = document.getElementById("words");

let current;

export function start() {
  list.addEventListener("focusin", (event) => choose(event.target.closest("article")));

  list.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !event.defaultPrevented) words.focus();
    const to = move[event.key]?.(shown(), at(event.target));
    if (!to) return;
    event.preventDefault();
    to.focus();
  });

  words.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" || words.value !== "") return;
    const last = shown().at(-1);
    if (!last) return;
    event.preventDefault();
    last.focus();
  });
}

/** The message that something belongs to; what stands beside one, as the button that shows its replies does, belongs to it too. */
const at = (element) => element.closest("article") ?? element.closest(".post")?.querySelector("article");

const move = {
  ArrowUp: (all, here) => all[all.indexOf(here) - 1],
  ArrowDown: (all, here) => all[all.indexOf(here) + 1],
  Home: (all) => all[0],
  End: (all) => all.at(-1),
};

/** After the messages changed: where the chosen one is gone, it is the last. */
export function settle() {
  choose(current?.isConnected ? current : shown().at(-1));
}

const shown = () => [...list.querySelectorAll("article")].filter((article) => !article.closest(".replies[hidden]"));

function choose(article) {
  if (!article) return;
  if (current && current !== article) reach(current, -1);
  current = article;
  reach(article, 0);
}

function reach(article, order) {
  article.tabIndex = order;
  for (const button of article.querySelectorAll(".actions button")) button.tabIndex = order;
}
