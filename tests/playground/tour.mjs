// Walks through StudyBot in the Agents Playground as Ana would, checks what she sees, and takes the pictures of docs/images.
//   npm run tour                          starts a StudyBot of its own, with an empty store
//   npm run tour -- http://127.0.0.1:4000 takes the one that is there, which must be new to Ana
// CHROMIUM names a browser where it is not called chromium. Lessons come on the minute, so it takes about three.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const pictures = join(root, "docs/images");
const host = process.argv[2] ?? "http://127.0.0.1:3989";
const port = "56151";
const soon = 20_000;
const started = [];

try {
  if (!process.argv[2]) await studyBot();
  start(process.execPath, [join(here, "playground.cjs"), `${host}/api/messages`, port]);
  await reachable(`http://127.0.0.1:${port}/`);
  await walk();
} finally {
  for (const program of started) program.kill();
}

async function studyBot() {
  const store = join(mkdtempSync(join(tmpdir(), "studybot-")), "studybot.db");
  start("dotnet", ["run", "--project", "src/StudyBot", "--", "--urls", host, "--Teams:Anonymous", "true", "--Local:Enabled", "false", "--Storage:SqlitePath", store]);
  await reachable(`${host}/health/ready`);
}

async function walk() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1300 } });
  page.setDefaultTimeout(soon);
  await page.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort()); // It would ask Microsoft for fonts.

  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByText("conversationUpdate").first().waitFor(); // Before that, what is typed is lost.
  await page.getByRole("button", { name: "Hide log panel" }).click();
  await sees("the greeting in her own chat", page.getByText("Welcome to StudyBot").last());
  await page.getByRole("treeitem", { name: "Learn" }).click();
  const post = (words) => page.getByRole("group").filter({ hasText: words }).last();

  const greeting = post("Hello, I am StudyBot");
  await sees("the greeting in the channel", greeting);
  await greeting.getByRole("button", { name: "Set up a cohort" }).click();

  const form = page.getByRole("group").filter({ has: page.getByRole("button", { name: "Start the cohort" }) }).last();
  await sees("the form", form);
  const field = (label) => form.getByLabel(label).and(form.locator("input")); // The card's own label says all of them.
  const lesson = new Date(Date.now() + 90_000);
  await field("First day").fill(lesson.toISOString().slice(0, 10));
  await field("Lesson time").fill(lesson.toISOString().slice(11, 16));
  await field("Time zone").fill("Etc/UTC");
  await field("Study days").fill("mon-sun");
  await picture("teams-set-up");
  await form.getByRole("button", { name: "Start the cohort" }).click();
  await sees("when lesson 1 comes", page.getByText("Day 1 comes on").last());

  const card = post("Remind me later");
  await sees("lesson 1", card, 150_000);
  await card.getByRole("button", { name: "Done", exact: true }).click();
  await sees("the button counted", card.getByText("1 of 1 done").last());
  await says(card, "undo");
  await sees("it taken back", card.getByText("0 of 1 done").last());
  await says(card, "done");
  await sees("the reply counted", card.getByText("1 of 1 done").last());
  await picture("teams-lesson");
  await says(card, "leaderboard");
  await sees("the leaderboard", page.getByText("This week in").last());
  await picture("teams-leaderboard");

  await page.getByRole("treeitem", { name: "Personal Chat" }).click();
  await says(page, "me", { mention: false });
  await sees("her own streak", page.getByText("Longest streak").last());
  await says(page, "undo 1", { mention: false });
  await says(page, "today", { mention: false });
  await sees("lesson 1 there too", page.getByRole("button", { name: "Done", exact: true }).last());
  await page.getByRole("button", { name: "Done", exact: true }).last().click();
  await sees("the button counted there too", page.getByText("Counted for day 1").last());
  await says(page, "undo 1", { mention: false });
  await says(page, "done", { mention: false });
  await sees("the word counted there too", page.getByText("Counted for day 1").nth(1));
  await says(page, "leaderboard", { mention: false });
  await sees("the leaderboard there too", page.getByText("This week in").last());
  await picture("teams-personal");
  await browser.close();

  async function sees(what, locator, patience = soon) {
    await locator.waitFor({ timeout: patience }).catch(async (fault) => {
      await page.screenshot({ path: join(tmpdir(), "tour.png"), fullPage: true });
      throw new Error(`Ana does not see ${what}; ${join(tmpdir(), "tour.png")} shows what she sees.`, { cause: fault });
    });
    console.log(`Ana sees ${what}.`);
  }

  async function says(place, words, { mention = true } = {}) {
    await place.locator("[contenteditable=true]").last().click();
    if (mention) {
      await page.keyboard.type("@");
      await page.getByRole("menuitem", { name: "StudyBot" }).click();
      await page.keyboard.type(" ");
    }
    await page.keyboard.type(words, { delay: 10 });
    await place.getByRole("button", { name: "Send Message" }).last().click();
  }

  async function picture(name) {
    await page.waitForTimeout(500); // Cards slide in.
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}

function start(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, DOTNET_ENVIRONMENT: "Development" } });
  started.push(child);
}

async function reachable(url) {
  for (let attempt = 0; attempt < 240; attempt++) {
    if (started.some((program) => program.exitCode !== null)) throw new Error(`What should answer at ${url} has ended.`);
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await new Promise((next) => setTimeout(next, 500));
  }
  throw new Error(`${url} does not answer.`);
}
