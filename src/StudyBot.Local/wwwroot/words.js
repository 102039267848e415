// What the page says by itself in more than one place, and how it says names, reactions and times.

export const bot = "StudyBot";
export const mention = "@StudyBot";

export const nameOf = (channel) => channel.startsWith("@") ? "Just you and StudyBot" : `# ${channel}`;

export const about = (channel) => channel.startsWith("@")
  ? "Nudges and answers come here. No mention is needed: say me, why or help."
  : "Today’s lesson, and everybody’s replies. Ask StudyBot with @StudyBot.";

export const hint = (channel) => channel.startsWith("@") ? "Ask StudyBot, or say done" : "Reply done once it is done";

export const empty = (channel) => channel.startsWith("@")
  ? "Nothing here yet. Say “help” to see what StudyBot understands."
  : "Nothing here yet. The first lesson comes at the lesson time.";

// What a click puts into the reply box; in a direct conversation no mention is needed.
export const sayings = [
  { say: "done", about: "counts the newest lesson" },
  { say: "done 2", about: "counts day 2" },
  { say: "undo", about: "takes your last one back" },
  { say: "me", to: true, about: "your streak, what is open" },
  { say: "why", to: true, about: "your streak, lesson by lesson" },
  { say: "leaderboard", to: true, about: "this week’s table" },
  { say: "pause until friday", to: true, about: "a rest" },
  { say: "help", to: true, about: "all the rest" },
];

export const occupied = "Your own words are still in the reply box. Send or clear them first.";

export const sending = "Sending …";

export const palette = ["white_check_mark", "thumbsup", "tada", "heart", "muscle"];

const emoji = {
  white_check_mark: ["✅", "check mark"], heavy_check_mark: ["✔️", "check mark"], ballot_box_with_check: ["☑️", "ticked box"],
  thumbsup: ["👍", "thumbs up"], "+1": ["👍", "thumbs up"], tada: ["🎉", "party"], heart: ["❤️", "heart"], muscle: ["💪", "strong arm"],
};

/** As a picture; one that is not known here stands by its name. */
export const picture = (name) => emoji[name]?.[0] ?? (/^[a-z0-9]/.test(name) ? `:${name}:` : name);

export const spoken = (name) => emoji[name]?.[1] ?? name.replaceAll("_", " ");

export const many = (count, one, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;

export const list = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

let zone;
let clock;
let day;

/** Times are shown in the cohort's zone. */
export function useZone(id) {
  if (id === zone) return false;
  zone = id;
  clock = new Intl.DateTimeFormat("en-GB", { timeZone: id, hour: "2-digit", minute: "2-digit" });
  day = new Intl.DateTimeFormat("en-GB", { timeZone: id, weekday: "long", day: "numeric", month: "long" });
  return true;
}

useZone(new Intl.DateTimeFormat().resolvedOptions().timeZone); // Until the cohort's is read.

export const timeOf = (at) => clock.format(new Date(at));

export const dayOf = (at) => day.format(new Date(at));

export const clockOf = (at) => ({ hour: timeOf(at), date: dayOf(at) });

export const fullOf = (at) => `${dayOf(at)}, ${timeOf(at)}`;

export const away = "StudyBot does not answer. Is it still running? This page goes on by itself when it is back.";

/** A message in one breath. */
export const headline = (message) => `${message.from}: ${message.text.split("\n", 1)[0]}`;

/** The states of a lesson in one's own streak. */
export const states = {
  "on-time": "on time", grace: "within the grace period", late: "late", frozen: "kept by a freeze",
  missed: "not done in time", paused: "paused or excused", open: "still open",
};

/** Those in which the lesson is completed. */
export const counting = ["on-time", "grace", "late"];
