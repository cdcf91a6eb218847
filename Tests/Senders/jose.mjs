// Posts as Netlify and Wix do, their tokens signed by jose for Node, of Debian's node-jose, in FOLDER.
// usage: node jose.mjs FOLDER netlify|wix URL SECRET CONTENT [SIGNED-CONTENT]     prints the status (of wix SECRET is the file of the private key)
import { createHash, createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
const [folder, sender, url, secret, content, signed = content] = process.argv.slice(2);
const { SignJWT } = await import(folder + "/usr/share/nodejs/jose/dist/node/esm/index.js");

let body = content;
const headers = { "Content-Type": "application/json" };
if (sender === "netlify") {
  const claims = { iss: "netlify", sha256: createHash("sha256").update(signed).digest("hex") };
  const token = new SignJWT(claims).setProtectedHeader({ alg: "HS256" });
  headers["X-Webhook-Signature"] = await token.sign(new TextEncoder().encode(secret));
} else {
  const key = createPrivateKey(readFileSync(secret));
  const [head, , signature] = (await new SignJWT(JSON.parse(signed)).setProtectedHeader({ alg: "RS256" }).sign(key)).split(".");
  body = [head, Buffer.from(JSON.stringify(JSON.parse(content))).toString("base64url"), signature].join(".");
  headers["Content-Type"] = "text/plain";
}
const answer = await fetch(url, { method: "POST", body, headers });
console.log(answer.status);
