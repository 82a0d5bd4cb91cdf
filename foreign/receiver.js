// A customer's receiver: the public documentation's Express snippet, and beside it the check of Standard Webhooks.
// Prints one line for each request: `accepted <event id> <body's SHA-256>`, or `refused <why>`.
const crypto = require("crypto");
const express = require("express");
const { Webhook } = require("standardwebhooks");

const secret = process.env.STAIROIDS_WEBHOOK_SECRET;
const app = express();

function verifyWebhookSignature(rawBody, signature, secret) {
  const expectedSignature = crypto
    .createHmac("sha256", secret)
    .update(rawBody) // rawBody must be the raw Buffer, not a parsed object
    .digest("hex");

  // Use timingSafeEqual to prevent timing attacks
  return crypto.timingSafeEqual(
    Buffer.from(signature, "hex"),
    Buffer.from(expectedSignature, "hex")
  );
}

app.post("/webhooks/stairoids", express.raw({ type: "application/json" }), (req, res) => {
  const signature = req.headers["x-stairoids-signature"];
  if (!verifyWebhookSignature(req.body, signature, secret)) {
    console.log("refused signature");
    return res.status(401).send("Invalid signature");
  }
  const event = JSON.parse(req.body);
  console.log("accepted", event.id, crypto.createHash("sha256").update(req.body).digest("hex"));
  res.status(200).send("OK");
});

app.post("/webhooks/standard", express.raw({ type: "application/json" }), (req, res) => {
  try {
    const event = new Webhook(secret).verify(req.body, req.headers);
    console.log("accepted", event.id, crypto.createHash("sha256").update(req.body).digest("hex"));
    res.status(204).end();
  } catch (error) {
    console.log("refused", error.message);
    res.status(401).end();
  }
});

const server = app.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening", server.address().port));
