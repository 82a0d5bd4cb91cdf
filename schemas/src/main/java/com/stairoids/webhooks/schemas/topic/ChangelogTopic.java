package com.stairoids.webhooks.schemas.topic;

import java.util.Locale;
import java.util.Map;

/**
 * Topics that Kafka Streams makes for the retry-scheduler's stores, as large as the topics that the stores are filled from
 * and as safe: what is parked is nowhere else once its record has been read, nor is what was replayed. Nobody else writes
 * them, and nobody else reads them but who asks for replays, the ledger.
 */
public enum ChangelogTopic {
    /** The parked deliveries, by endpoint and order. */
    PARKED_DELIVERIES(Application.RECOVERED),
    /** What is known of each endpoint that has something parked or granted. */
    WAITING_ENDPOINTS(Application.RECOVERED),
    /**
     * Which dead deliveries were replayed, and in which runs: the key is a {@link com.stairoids.webhooks.schemas.replay.LedgerKey},
     * the value a number of eight bytes, the time in milliseconds.
     */
    REPLAY_LEDGER(Application.ASKED);

    /** A parked record, its headers' framing and its key. */
    private static final int MAX_MESSAGE_BYTES = 2 * Topic.PARKED.maxMessageBytes();

    /** Small enough that what was let go is compacted away soon: all of it is read when a state directory is lost. */
    private static final int SEGMENT_BYTES = 64 * 1024 * 1024;

    private final Application application;

    ChangelogTopic(Application application) {
        this.application = application;
    }

    /** Whose store it is. */
    public Application application() {
        return application;
    }

    /** As in {@code parked-deliveries}. */
    public String storeName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What Streams calls it. */
    public String topicName() {
        return application.id() + "-" + storeName() + "-changelog";
    }

    /** As Kafka spells it, all but what replication needs, which is as it is for {@link Application#filledFrom}. */
    public static Map<String, String> configuration() {
        return Map.of(
                "cleanup.policy",
                "compact",
                "delete.retention.ms",
                Long.toString(Topic.TOMBSTONES_KEPT.toMillis()),
                "max.message.bytes",
                Integer.toString(MAX_MESSAGE_BYTES),
                "segment.bytes",
                Integer.toString(SEGMENT_BYTES),
                "unclean.leader.election.enable",
                "false");
    }

    /** The retry-scheduler's applications in Kafka Streams. */
    public enum Application {
        /** What is parked, until its endpoint has recovered. */
        RECOVERED("stairoids-retry-scheduler-recovered", Topic.PARKED),
        /** What somebody asked for again. */
        ASKED("stairoids-retry-scheduler-asked", Topic.REPLAYS);

        private final String id;
        private final Topic filledFrom;

        Application(String id, Topic filledFrom) {
            this.id = id;
            this.filledFrom = filledFrom;
        }

        /** Also its consumer group; it must never change. */
        public String id() {
            return id;
        }

        /** The topic that its stores are filled from. */
        public Topic filledFrom() {
            return filledFrom;
        }
    }
}
