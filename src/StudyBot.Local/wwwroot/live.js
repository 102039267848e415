// What is said to whoever listens rather than looks, and what went wrong to everybody.

const live = document.getElementById("live");
const notice = document.getElementById("notice");
const longest = 240;

export function announce(words) {
  const line = document.createElement("p");
  line.textContent = words.length > longest ? `${words.slice(0, longest)} …` : words;
  live.append(line);
  while (live.children.length > 5) live.firstElementChild.remove();
}

/** What went wrong; it stays until something else is tried. */
export const complain = (words) => show(words, true);

/** What must be said and stands in no conversation; it stays as long. */
export const tell = (words) => show(words, false);

/** Takes a complaint back: this one, or any. */
export function calm(words = notice.textContent) {
  if (notice.textContent !== words) return;
  notice.hidden = true;
  notice.textContent = "";
}

/** Something the reader asked for, which may be refused; true where it went well. */
export function attempt(work) {
  calm();
  return refreshing(work);
}

/** Something the page does by itself: it takes nothing back that was said before. */
export async function refreshing(work) {
  try {
    await work();
    return true;
  } catch (fault) {
    complain(fault.message);
    return false;
  }
}

/** Runs some work once at a time; asked for again meanwhile, once more at the end. */
export function lastOf(work) {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work();
    }

    running = false;
  };
}

function show(words, wrong) {
  notice.textContent = words;
  notice.classList.toggle("wrong", wrong);
  notice.hidden = false;
}
