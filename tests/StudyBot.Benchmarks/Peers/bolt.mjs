// Slack's own framework, as its guide sets it up for HTTP: it checks the signature itself. It keeps nothing and answers nobody.
import bolt from "@slack/bolt";
import { anywhere, tell } from "./loopback.mjs";

let counted = 0;
const app = new bolt.App({
  receiver: new bolt.HTTPReceiver({ signingSecret: process.argv[2], logLevel: "error" }),
  // Knowing whose bot it is, it need not ask Slack; should it all the same, nobody is there.
  authorize: async () => ({ botToken: "xoxb-bench", botId: "B0BOT", botUserId: "U0BOT" }),
  clientOptions: { slackApiUrl: "http://127.0.0.1:9/api/", retryConfig: { retries: 0 } },
  convoStore: false,
  logLevel: "error",
});
app.message("done", async () => {
  counted++;
});
tell(await app.start(anywhere), () => counted);
