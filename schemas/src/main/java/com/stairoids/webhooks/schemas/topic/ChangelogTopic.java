package com.stairoids.webhooks.schemas.topic;

import java.util.Locale;
import java.util.Map;

/**
 * Topics that Kafka Streams makes for its stores, as large as the topics that the stores are filled from and as safe: what
 * is parked is nowhere else once its record has been read. Nobody else reads or writes them.
 */
public enum ChangelogTopic {
    /** The parked deliveries, by endpoint and order. */
    PARKED_DELIVERIES,
    /** What is known of each endpoint that has something parked or granted. */
    WAITING_ENDPOINTS;

    /** The retry-scheduler's application id in Kafka Streams, also its consumer group; it must never change. */
    public static final String APPLICATION_ID = "stairoids-retry-scheduler-recovered";

    /** A parked record, its headers' framing and its key. */
    private static final int MAX_MESSAGE_BYTES = 2 * Topic.PARKED.maxMessageBytes();

    /** Small enough that what was let go is compacted away soon: all of it is read when a state directory is lost. */
    private static final int SEGMENT_BYTES = 64 * 1024 * 1024;

    /** As in {@code parked-deliveries}. */
    public String storeName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What Streams calls it. */
    public String topicName() {
        return APPLICATION_ID + "-" + storeName() + "-changelog";
    }

    /** As Kafka spells it, all but what replication needs, which is as it is for {@link Topic#PARKED}. */
    public static Map<String, String> configuration() {
        return Map.of(
                "cleanup.policy",
                "compact",
                "max.message.bytes",
                Integer.toString(MAX_MESSAGE_BYTES),
                "segment.bytes",
                Integer.toString(SEGMENT_BYTES),
                "unclean.leader.election.enable",
                "false");
    }
}
