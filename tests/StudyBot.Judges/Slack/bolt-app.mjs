// A small app on Slack's own framework, over HTTP, living in the fake. Prints its port, then one line for each thing it handled.
import bolt from "@slack/bolt";

const { apiUrl, token, signingSecret } = JSON.parse(process.argv[2]);
const say = (value) => console.log(JSON.stringify(value));
const receiver = new bolt.HTTPReceiver({ signingSecret, port: 0, logLevel: "error" });
const app = new bolt.App({ token, receiver, logLevel: "error", clientOptions: { slackApiUrl: apiUrl } });

app.message("done", async ({ message, client, say: reply, context }) => {
  await client.reactions.add({ channel: message.channel, timestamp: message.ts, name: "white_check_mark" });
  await reply({ text: "Counted", thread_ts: message.ts });
  say({ message: message.text, team: context.teamId, bot: typeof context.botUserId });
});
app.event("app_mention", async ({ event }) => say({ mention: event.text.split(" ")[1] }));
app.event("reaction_added", async ({ event }) => say({ reaction: event.reaction, on: event.item.type }));
app.event("member_joined_channel", async ({ event }) => say({ joined: typeof event.user, kind: event.channel_type }));
app.event("app_home_opened", async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [{ type: "section", text: { type: "mrkdwn", text: "Streak 3" } }] } });
  say({ home: event.tab });
});
app.command("/study", async ({ command, ack, client }) => {
  await ack();
  await client.views.open({
    trigger_id: command.trigger_id,
    view: {
      type: "modal",
      callback_id: "setup",
      title: { type: "plain_text", text: "Set up" },
      submit: { type: "plain_text", text: "Start" },
      blocks: [
        { type: "input", block_id: "start", label: { type: "plain_text", text: "First day" }, element: { type: "datepicker", action_id: "value" } },
        { type: "actions", elements: [{ type: "button", action_id: "more", text: { type: "plain_text", text: "More" }, value: "more" }] },
      ],
    },
  });
  say({ command: command.text });
});
app.view("setup", async ({ ack, view }) => {
  const day = view.state.values.start.value.selected_date;
  await ack(day < "2026-12-01" ? { response_action: "errors", errors: { start: "That day is over." } } : undefined);
  say({ start: day });
});
app.action("more", async ({ ack, body }) => {
  await ack();
  say({ pressed: body.container.type });
});
app.action("say", async ({ ack, action, respond, body }) => {
  await ack();
  await respond({ text: `Counted for ${action.value}`, replace_original: false, response_type: "ephemeral" });
  say({ pressed: body.container.type, value: action.value });
});
app.error(async (error) => say({ error: error.message }));

const server = await app.start(0);
say({ port: server.address().port });
