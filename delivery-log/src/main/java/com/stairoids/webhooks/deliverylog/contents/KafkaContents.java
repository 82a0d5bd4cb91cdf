package com.stairoids.webhooks.deliverylog.contents;

import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.Lookup;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity.Coordinates;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Contents as Kafka has them. What stands at the coordinates is only shown where it says that it is the delivery's: where a
 * topic was deleted and made anew, somebody else's may stand there.
 */
public final class KafkaContents implements DeliveryContents {
    private final RecordReader records;

    public KafkaContents(RecordReader records) {
        this.records = records;
    }

    @Override
    public Lookup<DeliveryRecord> body(LoggedDelivery delivery, Duration deadline) {
        Coordinates body = delivery.identity().body();
        if (body == null || Topic.ofTopicName(body.topic()).isEmpty()) {
            return new Lookup.Expired<>();
        }
        return read(
                new TopicPartition(body.topic(), body.partition()),
                body.offset(),
                Deadline.in(deadline),
                record -> body(record, delivery.identity()));
    }

    @Override
    public List<Lookup<Happening.Attempted>> attempts(LoggedDelivery delivery, Duration deadline) {
        Deadline all = Deadline.in(deadline);
        return delivery.attempts().stream()
                .map(attempt -> attempt(delivery, attempt.record(), all))
                .toList();
    }

    private Lookup<Happening.Attempted> attempt(LoggedDelivery delivery, LogEntry.Place place, Deadline deadline) {
        return read(
                new TopicPartition(Topic.ATTEMPTS.topicName(), place.partition()),
                place.offset(),
                deadline,
                record -> attempt(record, delivery.identity()));
    }

    private <T> Lookup<T> read(
            TopicPartition partition,
            long offset,
            Deadline deadline,
            Function<ConsumerRecord<String, byte[]>, Optional<T>> content) {
        return switch (records.read(partition, offset, deadline)) {
            case Lookup.Found<ConsumerRecord<String, byte[]>>(ConsumerRecord<String, byte[]> record) ->
                content.apply(record).<Lookup<T>>map(Lookup.Found::new).orElseGet(Lookup.Expired::new);
            case Lookup.Expired<ConsumerRecord<String, byte[]>> _ -> new Lookup.Expired<>();
            case Lookup.Unanswered<ConsumerRecord<String, byte[]>>(String reason) -> new Lookup.Unanswered<>(reason);
        };
    }

    private static Optional<DeliveryRecord> body(ConsumerRecord<String, byte[]> record, DeliveryIdentity delivery) {
        try {
            DeliveryHeaders headers = DeliveryHeaders.of(record.headers());
            boolean theSame = record.value() != null
                    && headers.deliveryId().equals(delivery.id())
                    && headers.workspaceId().equals(delivery.workspaceId());
            return theSame ? Optional.of(new DeliveryRecord(headers, record.value())) : Optional.empty();
        } catch (MalformedHeadersException e) {
            return Optional.empty();
        }
    }

    private static Optional<Happening.Attempted> attempt(
            ConsumerRecord<String, byte[]> record, DeliveryIdentity delivery) {
        try {
            return Optional.of(Json.read(record.value(), Happening.class))
                    .filter(Happening.Attempted.class::isInstance)
                    .map(Happening.Attempted.class::cast)
                    .filter(attempted -> attempted.delivery().id().equals(delivery.id())
                            && attempted.delivery().workspaceId().equals(delivery.workspaceId()));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
