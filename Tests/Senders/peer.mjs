// The same by the standard's own library for Node: standardwebhooks of npm, in the folder that NODE_PATH names.
// usage: node peer.mjs URL SECRET EVENT CONTENT [SIGNED-CONTENT]     prints the status
import { createRequire } from "node:module";
const { Webhook } = createRequire(process.env.NODE_PATH + "/")("standardwebhooks");

const [url, secret, event, content, signed] = process.argv.slice(2);
const now = new Date();
const answer = await fetch(url, {
  method: "POST",
  body: content,
  headers: {
    "Content-Type": "application/json",
    "webhook-id": event,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(event, now, signed ?? content),
  },
});
console.log(answer.status);
