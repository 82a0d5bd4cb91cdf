const crypto = require("crypto");

function verifyWebhookSignature(rawBody, signature, secret) {
  const expected = crypto
    .createHmac("sha256", secret)
    .update(rawBody) // the raw Buffer, not a parsed object
    .digest();
  const given = Buffer.from(signature ?? "", "hex");

  // timingSafeEqual throws where the lengths differ
  return given.length === expected.length && crypto.timingSafeEqual(given, expected);
}

// With Express.js
app.post("/webhooks/stairoids", express.raw({ type: "application/json" }), (req, res) => {
  const signature = req.headers["x-stairoids-signature"];

  if (!verifyWebhookSignature(req.body, signature, process.env.STAIROIDS_WEBHOOK_SECRET)) {
    return res.status(401).send("Invalid signature");
  }
  res.status(200).send("OK"); // first; then handle it asynchronously

  const event = JSON.parse(req.body);
});
