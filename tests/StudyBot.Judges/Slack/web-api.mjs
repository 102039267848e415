// Slack's own Web API client against the fake. Prints one line of JSON for each step: what came back, or how the client calls what went wrong.
import { WebClient } from "@slack/web-api";

const { apiUrl, token, readOnlyToken, channel, user, code, clientId, clientSecret } = JSON.parse(process.argv[2]);
const options = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
const client = new WebClient(token, options);
const say = (step, value) => console.log(JSON.stringify({ step, ...value }));
const refused = async (step, call) => {
  try {
    say(step, { taken: await call() });
  } catch (error) {
    say(step, { code: error.code, error: error.data?.error, needed: error.data?.needed, messages: error.data?.response_metadata?.messages, retryAfter: error.retryAfter });
  }
};

const who = await client.auth.test();
say("auth.test", { team: who.team, scopes: who.response_metadata.scopes.length });

const posted = await client.chat.postMessage({
  channel,
  text: "Lesson 1",
  blocks: [
    { type: "header", text: { type: "plain_text", text: "Lesson 1" } },
    { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "Done" }, action_id: "say", value: "done 1" }] },
  ],
  metadata: { event_type: "lesson", event_payload: { delivery: "c1/1" } },
  unfurl_links: false,
});
say("posted", { text: posted.message.text, bot: typeof posted.message.bot_id });

const updated = await client.chat.update({ channel, ts: posted.ts, text: "Lesson 1: 1 done" });
say("updated", { text: updated.message.text, same: updated.ts === posted.ts, edited: typeof updated.message.edited?.ts });

await client.chat.postMessage({ channel, thread_ts: posted.ts, text: "a reply" });
const history = await client.conversations.history({ channel, include_all_metadata: true, limit: 1 });
say("history", { text: history.messages[0].text, delivery: history.messages[0].metadata.event_payload.delivery });
const replies = await client.conversations.replies({ channel, ts: posted.ts });
say("replies", { texts: replies.messages.map((message) => message.text) });

await client.reactions.add({ channel, timestamp: posted.ts, name: "white_check_mark" });
await refused("reacted twice", () => client.reactions.add({ channel, timestamp: posted.ts, name: "white_check_mark" }));
await client.reactions.remove({ channel, timestamp: posted.ts, name: "white_check_mark" });

const members = [];
for await (const page of client.paginate("conversations.members", { channel, limit: 1 })) members.push(...page.members);
say("members", { count: members.length, distinct: new Set(members).size });

const person = await client.users.info({ user });
say("person", { name: person.user.name, zone: person.user.tz });
const direct = await client.conversations.open({ users: user });
say("direct", { ok: direct.ok, im: (await client.conversations.info({ channel: direct.channel.id })).channel.is_im });
await client.chat.postEphemeral({ channel, user, text: "only you" });
const home = await client.views.publish({ user_id: user, view: { type: "home", blocks: [{ type: "section", text: { type: "mrkdwn", text: "Streak 3" } }] } });
say("home", { type: home.view.type });

const file = await client.filesUploadV2({ channel_id: channel, filename: "plan.md", file: Buffer.from("# Day 1"), initial_comment: "The plan" });
const id = file.files[0].files[0].id;
const about = await client.files.info({ file: id });
const bytes = await fetch(about.file.url_private_download, { headers: { Authorization: `Bearer ${token}` } });
say("file", { name: about.file.name, content: await bytes.text() });

await refused("no such channel", () => client.chat.postMessage({ channel: "C404", text: "x" }));
await refused("no text", () => client.chat.postMessage({ channel }));
await refused("empty header", () => client.chat.postMessage({ channel, text: "x", blocks: [{ type: "header", text: { type: "plain_text", text: "" } }] }));
await refused("no such method", () => client.apiCall("no.such"));
await refused("bad token", () => new WebClient("xoxb-nobody", options).auth.test());
await refused("missing scope", () => new WebClient(readOnlyToken, options).chat.postMessage({ channel, text: "x" }));
await refused("stale trigger", () => client.views.open({ trigger_id: "1.2.3", view: { type: "modal", title: { type: "plain_text", text: "Set up" }, blocks: [] } }));
await refused("too fast", async () => {
  for (let i = 0; i < 20; i++) await client.chat.postMessage({ channel, text: `${i}` });
});

const installed = await new WebClient(undefined, options).oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code });
say("installed", { type: installed.token_type, works: (await new WebClient(installed.access_token, options).auth.test()).ok });
await client.chat.delete({ channel, ts: posted.ts });
