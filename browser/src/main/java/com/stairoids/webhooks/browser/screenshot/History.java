package com.stairoids.webhooks.browser.screenshot;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A day of attempts in the log, as senders would have written them: the log goes by Kafka's clock, so for as long as this is
 * written the topic takes the times that it is given.
 */
final class History {
    private static final Duration LENGTH = Duration.ofHours(24);
    private static final String CLOCK = "message.timestamp.type";

    /** Hours ago, when the endpoint that is shown was down for a while. */
    private static final int OUTAGE = 7;

    private final KafkaSettings kafka;
    private final String workspaceId;
    private final Random random;
    private long events;

    History(KafkaSettings kafka, String workspaceId, Random random) {
        this.kafka = kafka;
        this.workspaceId = workspaceId;
        this.random = random;
    }

    /** @param ids of the endpoints */
    void write(Map<SampleEndpoint, String> ids, Instant until) throws ExecutionException, InterruptedException {
        goBy("CreateTime");
        try (Producer<String, byte[]> producer = new KafkaProducer<>(kafka.producer())) {
            Instant hour = until.truncatedTo(ChronoUnit.HOURS).minus(LENGTH);
            for (; hour.isBefore(until); hour = hour.plus(1, ChronoUnit.HOURS)) {
                for (Map.Entry<SampleEndpoint, String> endpoint : ids.entrySet()) {
                    writeHour(producer, endpoint.getKey(), endpoint.getValue(), hour, until);
                }
            }
        }
        goBy("LogAppendTime");
    }

    private void writeHour(
            Producer<String, byte[]> producer, SampleEndpoint endpoint, String id, Instant hour, Instant until) {
        int count = (int) Math.round(endpoint.hourly() * daylight(hour) * (0.8 + 0.4 * random.nextDouble()));
        boolean down = endpoint.equals(SampleEndpoint.CRM) && hour.until(until, ChronoUnit.HOURS) == OUTAGE;
        for (int number = 0; number < count; number++) {
            Instant at = hour.plusMillis(Duration.ofHours(1).toMillis() * number / count);
            if (at.isBefore(until)) {
                boolean failed = random.nextDouble() < (down ? 0.4 : endpoint.failing());
                byte[] attempted = Json.write(attempted(endpoint, id, at, failed));
                var _ = producer.send(
                        new ProducerRecord<>(Topic.ATTEMPTS.topicName(), null, at.toEpochMilli(), id, attempted));
            }
        }
    }

    /** Business goes by the day: a tenth of it in the night. */
    private static double daylight(Instant at) {
        int hour = at.atZone(ZoneOffset.UTC).getHour();
        return Math.max(0.1, Math.sin((hour - 5) / 15.0 * Math.PI));
    }

    private Happening attempted(SampleEndpoint endpoint, String id, Instant at, boolean failed) {
        long took = Math.round(endpoint.typicalMs() * Math.exp(random.nextGaussian() * 0.45));
        return new Happening.Attempted(
                identity(endpoint, id, at),
                at,
                failed ? 6 : 1,
                failed ? Outcome.FAILED : Outcome.DELIVERED,
                failed ? new Failure(FailureReason.HTTP_STATUS, "The endpoint answered 503.") : null,
                new Request(endpoint.url(443), List.of()),
                new Response(failed ? 503 : 200, List.of(), new byte[0], false),
                new Timings(at.minusMillis(took), null, took),
                null);
    }

    private DeliveryIdentity identity(SampleEndpoint endpoint, String id, Instant at) {
        String type = endpoint.eventTypes()
                .get(random.nextInt(endpoint.eventTypes().size()))
                .wireName();
        String number = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        return new DeliveryIdentity(
                "dlv_%32s".formatted(number).replace(' ', '0'),
                "evt_01HXYZ%010d".formatted(++events),
                type,
                workspaceId,
                id,
                at.toString(),
                Cause.EVENT,
                null,
                null);
    }

    private void goBy(String clock) throws ExecutionException, InterruptedException {
        ConfigResource attempts = new ConfigResource(ConfigResource.Type.TOPIC, Topic.ATTEMPTS.topicName());
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(CLOCK, clock), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(kafka.client())) {
            admin.incrementalAlterConfigs(Map.of(attempts, List.of(change)))
                    .all()
                    .get();
        }
    }
}
