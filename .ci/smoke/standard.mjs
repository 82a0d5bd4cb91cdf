// Receives and verifies with Standard Webhooks' own library, and shares no code with what signs.
import http from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.STAIROIDS_WEBHOOK_SECRET);
http.createServer(async (req, res) => {
  const body = Buffer.concat(await req.toArray());
  try {
    const event = webhook.verify(body.toString("utf8"), req.headers);
    console.log("verified", event.event, event.id);
    res.writeHead(204).end();
  } catch (error) {
    console.log("refused", error.message);
    res.writeHead(401).end();
  }
}).listen(Number(process.env.PORT), "127.0.0.1");
