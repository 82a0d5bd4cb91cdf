// An upstream service in Node.js: produces standard input to the topic named on the command line, by kafkajs.
const { Kafka, logLevel } = require("kafkajs");

async function main() {
  const [bootstrapServers, topic] = process.argv.slice(2);
  const value = require("fs").readFileSync(0);
  const producer = new Kafka({ brokers: [bootstrapServers], logLevel: logLevel.ERROR }).producer({ idempotent: true });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: [{ key: null, value }] });
  await producer.disconnect();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
