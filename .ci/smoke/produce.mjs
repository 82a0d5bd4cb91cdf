// Produces one event with a Kafka client that is neither Java's nor librdkafka.
import { Kafka, logLevel } from "kafkajs";

const producer = new Kafka({ brokers: [process.env.BROKER], logLevel: logLevel.ERROR }).producer();
await producer.connect();
await producer.send({ topic: process.env.TOPIC, acks: -1, messages: [{ value: process.env.EVENT }] });
await producer.disconnect();
