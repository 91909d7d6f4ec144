// Receives Sojourn's webhooks with nothing but Node (18 or newer):
//
//     WEBHOOK_SECRET=whsec_… node receiver.mjs 8099
//
// Verifies the signature (Standard Webhooks), takes each decision once, answers 204. Put a proxy with TLS before it.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const LARGEST_BODY = 1 << 20;
const TOLERANCE_SECONDS = 300;

const secret = process.env.WEBHOOK_SECRET ?? "";
if (!secret.startsWith("whsec_")) {
  console.error("Set WEBHOOK_SECRET to the secret of the connector: whsec_…");
  process.exit(2);
}
const key = Buffer.from(secret.slice("whsec_".length), "base64");

// Keep these where they survive a restart, in the transaction that does what the decision asks for.
const taken = new Set();

// Signed is the body as it came, byte for byte: verify before parsing.
function isGenuine(headers, body) {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const hmac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  const expected = Buffer.from("v1," + hmac.digest("base64"));
  return (headers["webhook-signature"] ?? "")
    .split(" ")
    .map((signature) => Buffer.from(signature))
    .some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
}

async function bodyOf(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function status(request) {
  if (request.method !== "POST") return 405;
  const body = await bodyOf(request);
  if (body === null) return 413;
  if (!isGenuine(request.headers, body)) {
    console.log("refused");
    return 401;
  }
  const id = request.headers["webhook-id"];
  // Nothing is awaited from here on: an attempt that took too long may still be here when the next one arrives.
  if (taken.has(id)) {
    console.log(`again ${id}`);
  } else {
    const event = JSON.parse(body);
    console.log(`new ${id} ${event.type} ${event.subject} ${event.time}`); // act on it here
    taken.add(id);
  }
  return 204;
}

const server = createServer(async (request, response) => {
  try {
    response.writeHead(await status(request)).end();
  } catch (trouble) {
    console.error(trouble);
    if (!response.headersSent) response.writeHead(500).end();
  }
});
server.listen(Number(process.argv[2] ?? 8099), "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}/`),
);
