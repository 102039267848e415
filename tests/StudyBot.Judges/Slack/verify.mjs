// What @slack/bolt says of each request: taken, or why not. Requests come in a file, as JSON.
import { readFileSync } from "node:fs";
import bolt from "@slack/bolt";

for (const request of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  try {
    bolt.verifySlackRequest({
      signingSecret: request.secret,
      body: request.body,
      headers: { "x-slack-signature": request.signature, "x-slack-request-timestamp": request.timestamp },
      nowMilliseconds: request.now,
    });
    console.log("taken");
  } catch (error) {
    console.log(error.message);
  }
}
