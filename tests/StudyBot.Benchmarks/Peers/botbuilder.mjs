// The Bot Framework's SDK behind Express, as its samples set it up. Without an app id it checks no token. It keeps nothing and answers nobody.
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import express from "express";
import { anywhere, tell } from "./loopback.mjs";

let counted = 0;
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (_, error) => {
  throw error;
};
const bot = new ActivityHandler().onMessage(async (turn, next) => {
  if (turn.activity.text === "done") counted++;
  await next();
});
const app = express();
app.use(express.json());
app.post("/api/messages", (request, response) => adapter.process(request, response, (turn) => bot.run(turn)));
const server = app.listen(anywhere.port, anywhere.host, () => tell(server, () => counted));
