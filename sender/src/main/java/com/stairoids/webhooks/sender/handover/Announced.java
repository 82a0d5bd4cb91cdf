package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.sender.consume.Assignment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that follows from no single delivery, and the assignment whose owner may write it. */
record Announced(Assignment assignment, ProducerRecord<String, byte[]> record) {}
