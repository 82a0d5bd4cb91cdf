package com.stairoids.webhooks.schemas.topic;

import static com.stairoids.webhooks.schemas.topic.Topic.Cleanup.COMPACT;
import static com.stairoids.webhooks.schemas.topic.Topic.Cleanup.DELETE;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every topic, declared once. What creates, checks or documents topics derives from here. All are
 * {@code message.timestamp.type=LogAppendTime}: an old or future event time must neither expire a record nor have it
 * refused by the broker.
 */
public enum Topic {
    SIGNALS(
            "stairoids.signals",
            "upstream's choice",
            "domain events signal.created, signal.scored (JSON)",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(7),
            Sizes.SOURCE,
            "upstream services, events command, rejected-events command",
            "router"),
    AUTOMATIONS(
            "stairoids.automations",
            "upstream's choice",
            "domain events automation.triggered (JSON)",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(7),
            Sizes.SOURCE,
            "upstream services, events command, rejected-events command",
            "router"),
    ACCOUNTS(
            "stairoids.accounts",
            "upstream's choice",
            "domain events account.score_changed (JSON)",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(7),
            Sizes.SOURCE,
            "upstream services, events command, rejected-events command",
            "router"),
    CONTACTS(
            "stairoids.contacts",
            "upstream's choice",
            "domain events contact.score_changed (JSON)",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(7),
            Sizes.SOURCE,
            "upstream services, events command, rejected-events command",
            "router"),
    SUBSCRIPTIONS(
            "stairoids.subscriptions",
            "<workspace id>/<endpoint id>",
            "the endpoint (JSON), or a tombstone once it is deleted",
            Partitions.ONE,
            COMPACT,
            Retention.FOREVER,
            Sizes.STANDARD,
            "endpoints command, console",
            "router, sender, endpoints command, console"),
    TOKENS(
            "stairoids.tokens",
            "token id",
            "who may use the console and its API (JSON), or a tombstone once it is revoked",
            Partitions.ONE,
            COMPACT,
            Retention.FOREVER,
            Sizes.STANDARD,
            "tokens command",
            "console, tokens command"),
    REJECTED_EVENTS(
            "stairoids.rejected-events",
            "the refused record's key, at most 1 KiB of it",
            "the refused record's value, at most 1 MiB of it",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(30),
            Sizes.REJECTED,
            "router, rejected-events command",
            "rejected-events command"),
    DELIVERIES(
            "stairoids.deliveries",
            "endpoint id",
            "the exact request body",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(30),
            Sizes.STANDARD,
            "router, retry-scheduler",
            "sender, console"),
    PARKED(
            "stairoids.parked",
            "endpoint id",
            "the exact request body",
            Partitions.FIXED,
            DELETE,
            Duration.ofDays(14),
            Sizes.STANDARD,
            "sender",
            "retry-scheduler"),
    ENDPOINT_HEALTH(
            "stairoids.endpoint-health",
            "endpoint id",
            "what the endpoint takes at the moment (JSON), or a tombstone where that is all there is",
            Partitions.FIXED,
            COMPACT,
            Retention.FOREVER,
            Sizes.STANDARD,
            "sender",
            "retry-scheduler"),
    RETRY_1M("stairoids.retry-1m", Duration.ofDays(14)),
    RETRY_5M("stairoids.retry-5m", Duration.ofDays(14)),
    RETRY_30M("stairoids.retry-30m", Duration.ofDays(14)),
    RETRY_2H("stairoids.retry-2h", Duration.ofDays(14)),
    RETRY_8H("stairoids.retry-8h", Duration.ofDays(14)),
    REPLAYS(
            "stairoids.replays",
            "the dead delivery's id",
            "the exact request body",
            Partitions.FIXED,
            DELETE,
            Duration.ofDays(14),
            Sizes.STANDARD,
            "dead-letters command, console",
            "retry-scheduler, dead-letters command, console"),
    TESTS(
            "stairoids.tests",
            "endpoint id",
            "the exact request body",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(30),
            Sizes.STANDARD,
            "console, endpoints command",
            "sender, console"),
    ATTEMPTS(
            "stairoids.attempts",
            "endpoint id",
            "what happened to a delivery (JSON)",
            Partitions.FIXED,
            DELETE,
            Duration.ofDays(30),
            Sizes.STANDARD,
            "sender, retry-scheduler",
            "attempts command, console"),
    DEAD_LETTER(
            "stairoids.dead-letter",
            "endpoint id",
            "the exact request body",
            Partitions.SCALED,
            DELETE,
            Duration.ofDays(365),
            Sizes.STANDARD,
            "sender, retry-scheduler",
            "dead-letters command, console");

    /** So long a store that was filled from a compacted topic may be closed and be read on: what was deleted is told by a tombstone. */
    static final Duration TOMBSTONES_KEPT = Duration.ofDays(1);

    private final String topicName;
    private final String key;
    private final String value;
    private final Partitions partitions;
    private final Cleanup cleanup;
    private final Duration retention;
    private final int maxMessageBytes;
    private final String writers;
    private final String readers;

    /** A retry tier: they differ in name and retention only. */
    Topic(String topicName, Duration retention) {
        this(
                topicName,
                "endpoint id",
                "the exact request body",
                Partitions.SCALED,
                DELETE,
                retention,
                Sizes.STANDARD,
                "sender",
                "retry-scheduler");
    }

    Topic(
            String topicName,
            String key,
            String value,
            Partitions partitions,
            Cleanup cleanup,
            Duration retention,
            int maxMessageBytes,
            String writers,
            String readers) {
        this.topicName = topicName;
        this.key = key;
        this.value = value;
        this.partitions = partitions;
        this.cleanup = cleanup;
        this.retention = retention;
        this.maxMessageBytes = maxMessageBytes;
        this.writers = writers;
        this.readers = readers;
    }

    /** Named otherwise than {@code name()} so that the two cannot be confused. */
    public String topicName() {
        return topicName;
    }

    public String key() {
        return key;
    }

    public String value() {
        return value;
    }

    public Partitions partitions() {
        return partitions;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** How long a record is kept; {@link Retention#FOREVER} for no end. */
    public Duration retention() {
        return retention;
    }

    /** Bound on a record batch, in bytes. */
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    public String writers() {
        return writers;
    }

    public String readers() {
        return readers;
    }

    public static Optional<Topic> ofTopicName(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    /** The topic's configuration, as Kafka spells it, all but what replication needs. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>(Map.of(
                "cleanup.policy",
                cleanup.name().toLowerCase(Locale.ROOT),
                "retention.ms",
                retention.equals(Retention.FOREVER) ? "-1" : Long.toString(retention.toMillis()),
                "retention.bytes",
                "-1",
                "max.message.bytes",
                Integer.toString(maxMessageBytes),
                "message.timestamp.type",
                "LogAppendTime",
                "unclean.leader.election.enable",
                "false"));
        if (cleanup == COMPACT) {
            configuration.put("delete.retention.ms", Long.toString(TOMBSTONES_KEPT.toMillis()));
        }
        return configuration;
    }

    /**
     * The same and what replication needs, by name.
     *
     * @param replicas copies of every partition, 1 or more; {@code min.insync.replicas} is one fewer, at least 1
     */
    public SortedMap<String, String> configuration(int replicas) {
        SortedMap<String, String> whole = new TreeMap<>(configuration());
        whole.put("min.insync.replicas", Integer.toString(Math.max(1, replicas - 1)));
        return whole;
    }

    /** How many partitions a topic has. */
    public enum Partitions {
        /** One, for ever: its records are in one order for everybody. */
        ONE,
        /** As many as the operator asks for at first, for ever: a state store has a part for each. */
        FIXED,
        /** As many as the operator asks for, and never fewer than before. */
        SCALED;

        public static final int DEFAULT = 12;

        /** How many a new topic has, where {@code scaled} are asked for. */
        public int count(int scaled) {
            return switch (this) {
                case ONE -> 1;
                case FIXED, SCALED -> scaled;
            };
        }
    }

    /** What happens to old records. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** Lengths of retention that need a name. */
    public static final class Retention {
        public static final Duration FOREVER = Duration.ofMillis(-1);

        private Retention() {}
    }

    /** Bounds on a batch, in bytes. */
    private static final class Sizes {
        /** Larger than the largest event, so that the router, not the broker, refuses and says why. */
        static final int SOURCE = 4 * 1024 * 1024;

        static final int STANDARD = 2 * 1024 * 1024;
        /** The kept MiB of a refused value and its headers. */
        static final int REJECTED = 4 * 1024 * 1024;
    }
}
