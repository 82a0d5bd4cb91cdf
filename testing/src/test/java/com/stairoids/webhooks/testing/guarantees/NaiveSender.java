package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.signature.Signatures;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The whole way of a delivery in one thread, one after another, with nothing to make it fast or safe: enough to keep every
 * guarantee while nothing fails, and to break them one by one. Reads what is written after it was made.
 */
final class NaiveSender implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final SigningSecret ANOTHER_KEY = SigningSecret.generate(new SecureRandom());

    private final String bootstrapServers;
    private final String group;
    private final Map<String, URI> endpoints;
    private final SigningSecret secret;
    private final List<Duration> delays;
    private final Set<Defect> defects;
    private final TopicWriter writer;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparing(Waiting::due));
    private final List<LogEntry> log = new ArrayList<>();
    private final List<LogEntry> uncommitted = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();
    private KafkaConsumer<String, byte[]> consumer;
    private boolean misbehaved;

    NaiveSender(
            String bootstrapServers,
            String group,
            Map<String, URI> endpoints,
            SigningSecret secret,
            List<Duration> delays,
            Set<Defect> defects) {
        this.bootstrapServers = bootstrapServers;
        this.group = group;
        this.endpoints = endpoints;
        this.secret = secret;
        this.delays = delays;
        this.defects = defects;
        this.writer = new TopicWriter(bootstrapServers);
        this.consumer = open();
        lives.add(new Life(Instant.now(), Instant.MAX));
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        consumer.commitSync();
    }

    /** Works until nothing is left to read and nothing waits. */
    void run() throws MalformedHeadersException, IOException, InterruptedException {
        Instant deadline = Instant.now().plus(DEADLINE);
        while (!isIdle()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("the deliveries did not come to an end");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (!take(record)) {
                    die();
                    break;
                }
            }
            while (!waiting.isEmpty() && !waiting.element().due().isAfter(Instant.now())) {
                Waiting due = waiting.remove();
                writer.write(
                        Topic.DELIVERIES,
                        due.record.key(),
                        due.record.value(),
                        due.headers.dueAt(null).toHeaders());
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        writer.close();
    }

    /** @return whether it lives on */
    private boolean take(ConsumerRecord<String, byte[]> record)
            throws MalformedHeadersException, IOException, InterruptedException {
        DeliveryHeaders headers = DeliveryHeaders.of(record.headers());
        if (!record.topic().equals(Topic.DELIVERIES.topicName())) {
            waiting.add(new Waiting(Optional.ofNullable(headers.dueAt()).orElseThrow(), record, headers));
            return true;
        }
        if (once(Defect.LOSES_A_DELIVERY)) {
            return true;
        }
        if (has(Defect.COMMITS_BEFORE_THE_ANSWER_AND_DIES)) {
            commit(record);
            if (once(Defect.COMMITS_BEFORE_THE_ANSWER_AND_DIES)) {
                return false;
            }
        }
        attempt(record, headers);
        if (once(Defect.DIES_BETWEEN_ANSWER_AND_COMMIT)) {
            return false;
        }
        commit(record);
        log.addAll(uncommitted);
        uncommitted.clear();
        return true;
    }

    /** What it would have committed to the log, had it one. */
    List<LogEntry> log() {
        return log;
    }

    /** When it lived: it had every partition then. */
    List<Life> lives() {
        return lives;
    }

    private void attempt(ConsumerRecord<String, byte[]> record, DeliveryHeaders headers)
            throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        boolean accepted = post(record, headers, headers.deliveryId(), startedAt);
        if (once(Defect.SENDS_TWICE)) {
            post(record, headers, headers.deliveryId(), startedAt);
        }
        if (once(Defect.MAKES_TWO_DELIVERIES_OF_AN_EVENT)) {
            post(record, headers, headers.deliveryId() + "-twin", startedAt);
        }
        logged(accepted ? LogEntry.Kind.DELIVERED : LogEntry.Kind.FAILED, record, headers, startedAt);
        if (!accepted) {
            failed(record, headers.failed(startedAt, "refused"));
        }
    }

    private void logged(
            LogEntry.Kind kind, ConsumerRecord<String, byte[]> record, DeliveryHeaders headers, Instant startedAt) {
        uncommitted.add(new LogEntry(
                kind, headers.deliveryId(), headers.eventId(), record.key(), headers.attempt() + 1, startedAt));
    }

    private void failed(ConsumerRecord<String, byte[]> record, DeliveryHeaders after) {
        Optional<RetryTier> tier = RetryTier.afterFailure(after.attempt());
        if (tier.isPresent()) {
            into(tier.get(), delays.get(after.attempt() - 1), record, after);
            if (once(Defect.PUTS_A_FAILURE_INTO_TWO_TIERS)) {
                into(RetryTier.FIFTH, delays.getLast(), record, after);
            }
        } else if (once(Defect.MAKES_A_SEVENTH_ATTEMPT)) {
            into(RetryTier.FIFTH, delays.getLast(), record, after);
        } else if (!once(Defect.FORGETS_THE_DEAD_LETTER)) {
            writer.write(Topic.DEAD_LETTER, record.key(), record.value(), after.toHeaders());
            uncommitted.add(new LogEntry(
                    LogEntry.Kind.DEAD_LETTERED,
                    after.deliveryId(),
                    after.eventId(),
                    record.key(),
                    after.attempt(),
                    null));
        }
    }

    private void into(RetryTier tier, Duration usual, ConsumerRecord<String, byte[]> record, DeliveryHeaders after) {
        Duration delay = has(Defect.IGNORES_THE_DELAY) ? Duration.ZERO : usual;
        writer.write(
                tier.topic(),
                record.key(),
                record.value(),
                after.dueAt(Instant.now().plus(delay)).toHeaders());
    }

    /** @return whether it was accepted */
    private boolean post(
            ConsumerRecord<String, byte[]> record, DeliveryHeaders headers, String deliveryId, Instant startedAt)
            throws IOException, InterruptedException {
        byte[] body = record.value();
        if (has(Defect.SERIALISES_THE_BODY_AGAIN) && headers.attempt() > 0) {
            body = new String(body, StandardCharsets.UTF_8).replace(":", ": ").getBytes(StandardCharsets.UTF_8);
        }
        SigningSecret key = has(Defect.SIGNS_WITH_ANOTHER_KEY) ? ANOTHER_KEY : secret;
        HttpRequest request = HttpRequest.newBuilder(endpoints.get(record.key()))
                .timeout(DEADLINE)
                .header("X-Stairoids-Delivery", deliveryId)
                .header("X-Stairoids-Attempt", Integer.toString(headers.attempt() + 1))
                .header(Signatures.STAIROIDS_HEADER, Signatures.stairoids(key, body))
                .header(Signatures.WEBHOOK_ID_HEADER, headers.eventId())
                .header(Signatures.WEBHOOK_TIMESTAMP_HEADER, Long.toString(startedAt.getEpochSecond()))
                .header(
                        Signatures.WEBHOOK_SIGNATURE_HEADER,
                        Signatures.standard(key, headers.eventId(), startedAt, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status >= 200 && status < 300;
    }

    private boolean has(Defect defect) {
        return defects.contains(defect);
    }

    /** Whether the defect is to show now: it does once in a life, after which all goes as it should. */
    private boolean once(Defect defect) {
        boolean now = has(defect) && !misbehaved;
        misbehaved |= now;
        return now;
    }

    private void commit(ConsumerRecord<String, byte[]> record) {
        consumer.commitSync(Map.of(
                new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1)));
    }

    /** All in memory is gone; it begins again where it had committed. */
    private void die() {
        consumer.close();
        waiting.clear();
        uncommitted.clear();
        Instant now = Instant.now();
        lives.add(new Life(lives.removeLast().from(), now));
        consumer = open();
        lives.add(new Life(Instant.now(), Instant.MAX));
    }

    private boolean isIdle() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return waiting.isEmpty()
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private KafkaConsumer<String, byte[]> open() {
        KafkaConsumer<String, byte[]> opened = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        10),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        List<Topic> topics = new ArrayList<>(List.of(Topic.DELIVERIES));
        for (RetryTier tier : RetryTier.values()) {
            topics.add(tier.topic());
        }
        for (Topic topic : topics) {
            opened.partitionsFor(topic.topicName())
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        opened.assign(partitions);
        return opened;
    }

    /** A stretch in which it lived; {@link Instant#MAX} for no end. */
    record Life(Instant from, Instant until) {}

    private record Waiting(Instant due, ConsumerRecord<String, byte[]> record, DeliveryHeaders headers) {}
}
