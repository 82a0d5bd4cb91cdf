package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscriptions topic's present content, in memory. Belongs to whoever holds the registry's lock. */
final class SubscriptionsTable implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionsTable.class);

    private static final TopicPartition PARTITION = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);

    /** Longer than the broker takes to abort what a dead writer left open: its timeout and the check after it. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(100);

    /** Somebody waits, and others for them: changes take turns, and those who look share a reading. */
    private static final int ANSWER_TIMEOUT_MS = 10_000;

    private final Consumer<String, byte[]> reader;
    /** Sees the log's true end; the reader's own stops before any open transaction, also of another workspace. */
    private final Consumer<String, byte[]> endFinder;

    private final NavigableMap<String, Endpoint> endpoints = new TreeMap<>();

    /** Offset of a record that may have been committed; none at -1. */
    private long watched = -1;

    private boolean sawWatched;

    SubscriptionsTable(KafkaSettings kafka) {
        Map<String, Object> configuration = new HashMap<>(kafka.consumer());
        configuration.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MS);
        configuration.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MS);
        this.reader = new KafkaConsumer<>(configuration);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        this.endFinder = new KafkaConsumer<>(configuration);
        // It reads nothing, but a client that is asked for the end of a partition that it does not have warns each
        // time.
        endFinder.assign(List.of(PARTITION));
    }

    /**
     * Takes in all that was written before this call.
     *
     * @throws UnknownTopicOrPartitionException where the topic was not created
     * @throws TimeoutException where that takes longer than 30 s
     */
    void readToEnd() {
        long end = end();
        if (reader.assignment().isEmpty()) {
            reader.assign(List.of(PARTITION));
        }
        if (reader.position(PARTITION) > end) {
            startAgain();
        }
        long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
        while (reader.position(PARTITION) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(PARTITION.topic() + " could not be read to its end at offset " + end
                        + " within " + READ_TIMEOUT.toSeconds() + " s");
            }
            reader.poll(POLL).forEach(this::take);
        }
    }

    /**
     * From here on {@link #sawWatched} says whether the record at {@code offset}, not read yet, was committed. Its value would not
     * do: two writers may ask for the same change in the same millisecond.
     */
    void watch(long offset) {
        watched = offset;
        sawWatched = false;
    }

    boolean sawWatched() {
        return sawWatched;
    }

    /** Of what was read last; {@code -1} where nothing was. */
    long lastOffset() {
        return reader.position(PARTITION) - 1;
    }

    /** In the order of their keys. */
    List<Endpoint> all() {
        return List.copyOf(endpoints.values());
    }

    List<Endpoint> ofWorkspace(String workspaceId) {
        String prefix = EndpointKey.prefix(workspaceId);
        return endpoints.tailMap(prefix, true).values().stream()
                .takeWhile(endpoint -> endpoint.key().workspaceId().equals(workspaceId))
                .toList();
    }

    Optional<Endpoint> get(EndpointKey key) {
        return Optional.ofNullable(endpoints.get(key.toString()));
    }

    /** The topic was made anew: what was read is of the one before. */
    private void startAgain() {
        endpoints.clear();
        reader.seekToBeginning(List.of(PARTITION));
    }

    private long end() {
        if (endFinder.partitionsFor(PARTITION.topic()).isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "topic " + PARTITION.topic() + " does not exist: create it with `webhooks topics apply`");
        }
        return endFinder.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        sawWatched |= record.offset() == watched;
        Optional<EndpointKey> key = record.key() == null ? Optional.empty() : EndpointKey.parse(record.key());
        if (key.isEmpty()) {
            logUnreadable(record, "its key is not <workspace id>/<endpoint id>");
        } else if (record.value() == null) {
            endpoints.remove(record.key());
        } else {
            try {
                Subscription subscription = Json.read(record.value(), Subscription.class);
                endpoints.put(record.key(), new Endpoint(key.get(), subscription));
            } catch (MalformedJsonException e) {
                logUnreadable(record, e.getMessage());
            }
        }
    }

    private static void logUnreadable(ConsumerRecord<String, byte[]> record, @Nullable String why) {
        log.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", why)
                .log("A record of the subscriptions topic is passed over");
    }

    @Override
    public void close() {
        reader.close();
        endFinder.close();
    }
}
