// Slack's own Socket Mode client against the fake. Prints one line for each thing it is brought; ends when it is told to by "/study stop".
import { SocketModeClient } from "@slack/socket-mode";

const { apiUrl, appToken } = JSON.parse(process.argv[2]);
// How long it waits before it connects again follows from this timeout.
const client = new SocketModeClient({ appToken, clientOptions: { slackApiUrl: apiUrl }, clientPingTimeout: 5000, logLevel: "error" });
const say = (value) => console.log(JSON.stringify(value));

client.on("message", async ({ ack, event, retry_num }) => {
  say({ text: event.text, retry: retry_num });
  await ack();
});
client.on("interactive", async ({ ack, body }) => {
  say({ action: body.actions[0].value });
  await ack();
});
client.on("slash_commands", async ({ ack, body }) => {
  say({ command: body.command, text: body.text });
  await ack({ text: `You said ${body.text}` });
  if (body.text === "stop") {
    await client.disconnect();
    process.exit(0);
  }
});
await client.start();
