package com.stairoids.webhooks.schemas.topic;

import com.stairoids.webhooks.schemas.topic.Topic.Retention;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/topics.md}, made from the declarations. */
final class TopicsDocument {
    private static final String HEAD = """
            # Topics

            <!-- Made from the enum Topic. `mvn -pl schemas test -Dtest=TopicsDocumentTest -Ddocs.update=true` makes it anew. -->

            Every topic is declared once, in
            [`Topic`](../schemas/src/main/java/com/stairoids/webhooks/schemas/topic/Topic.java).
            `./webhooks topics diff` shows where a cluster is not as declared, `./webhooks topics apply` creates, grows and
            configures; it never shrinks or deletes. What is in the records is in [formats.md](formats.md).

            | Topic | Key | Value | Partitions | Cleanup | Kept | Largest batch | Written by | Read by |
            |---|---|---|---|---|---|---|---|---|
            """;

    private static final String FOOT = """

            "Scaled" is as many as `topics apply --partitions` says, %d unless it says otherwise; a topic may grow later.
            "Fixed" is as many as it was created with, for ever; `stairoids.parked` and `stairoids.endpoint-health`
            must have as many as each other, since they are joined by partition.
            `stairoids.subscriptions` and `stairoids.tokens` must have one partition for ever: the order of changes is the same for
            everybody then.

            All topics besides:

            - `message.timestamp.type=LogAppendTime`: the time of an event can neither expire a record nor have it refused.
            - `unclean.leader.election.enable=false`, and 3 replicas with `min.insync.replicas=2`
              (`topics apply --replicas`). A role does not start on a cluster that keeps less, Kafka's own
              `__consumer_offsets` and `__transaction_state` included, unless `kafka.allow-unreplicated=true`.
            - Kafka Streams makes, for the retry-scheduler,
              `%s` and
              `%s`, replicated as `stairoids.parked` is then, and
              `%s`, replicated as `stairoids.replays` is then.
              What is parked, and what was replayed, is nowhere else: never delete them. The dead-letters command and the console
              read the last one.
            - It makes, for each delivery log, `stairoids-delivery-log-<instance>-deliveries-changelog` and
              `stairoids-delivery-log-<instance>-totals-changelog`, replicated as `stairoids.attempts` is then. Once an instance
              is gone for good, its two may be deleted; by themselves they are empty some two months later.
            - Who asks for replays must choose partitions as Kafka's Java client does (murmur2 of the key): the ledger of what
              was replayed has a part for each partition.
            - The brokers' `offsets.retention.minutes` must be at least 43200 (30 days, the longest that groups have
              something to read), or a group that was stopped for longer begins again. The stock value, 7 days, is too short.

            The retry topics keep their names whatever `retry.delays` says.
            """.formatted(
                    Topic.Partitions.DEFAULT,
                    ChangelogTopic.PARKED_DELIVERIES.topicName(),
                    ChangelogTopic.WAITING_ENDPOINTS.topicName(),
                    ChangelogTopic.REPLAY_LEDGER.topicName());

    private TopicsDocument() {}

    static String render() {
        return HEAD + Arrays.stream(Topic.values()).map(TopicsDocument::row).collect(Collectors.joining()) + FOOT;
    }

    private static String row(Topic topic) {
        return "| `" + topic.topicName() + "` | " + text(topic.key()) + " | " + text(topic.value()) + " | "
                + topic.partitions().name().toLowerCase(Locale.ROOT) + " | "
                + topic.cleanup().name().toLowerCase(Locale.ROOT) + " | " + kept(topic.retention()) + " | "
                + topic.maxMessageBytes() / (1024 * 1024) + " MiB | " + topic.writers() + " | " + topic.readers()
                + " |\n";
    }

    private static String kept(Duration retention) {
        return retention.equals(Retention.FOREVER) ? "for ever" : retention.toDays() + " days";
    }

    private static String text(String text) {
        return text.replace("<", "\\<").replace("|", "\\|");
    }
}
