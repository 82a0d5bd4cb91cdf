package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.deadletters.TopicScan;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of rejected events, read to its end. Beside what was refused it holds notes, which have no value and name in
 * {@code resubmission-of} a record that was sent anew; a note is kept for longer than that record.
 */
final class RejectedEvents {
    private final KafkaSettings kafka;

    RejectedEvents(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** What was refused, one fetch of it in memory; the stream must be closed. */
    Stream<RejectedEvent> stream(RejectedSelection.Chosen chosen) {
        return records(chosen.since())
                .filter(record -> noted(record).isEmpty())
                .map(RejectedEvent::of)
                .filter(chosen);
    }

    /** What was sent anew, all of it that was committed before this call. Memory holds a pair of numbers for each. */
    Set<RejectedId> resubmitted() {
        Set<RejectedId> ids = new HashSet<>();
        try (Stream<ConsumerRecord<byte[], byte[]>> all = records(null)) {
            all.forEach(record -> noted(record).flatMap(RejectedId::parse).ifPresent(ids::add));
        }
        return ids;
    }

    private Stream<ConsumerRecord<byte[], byte[]>> records(@Nullable Instant since) {
        return TopicScan.streamToLogEnd(kafka, Topic.REJECTED_EVENTS, new ByteArrayDeserializer(), since);
    }

    private static Optional<String> noted(ConsumerRecord<byte[], byte[]> record) {
        return HeaderText.read(record.headers(), HeaderNames.RESUBMISSION_OF);
    }
}
