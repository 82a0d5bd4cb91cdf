package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.settings.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What leaves the parking lot: body and headers as they came, but for the word on its parking. */
final class Departures {
    private final ProcessorContext<byte[], byte @Nullable []> context;
    private final Names names;
    private final ParkingRules rules;

    Departures(ProcessorContext<byte[], byte @Nullable []> context, Names names, ParkingRules rules) {
        this.context = context;
        this.names = names;
        this.rules = rules;
    }

    /** Puts it back among the deliveries. */
    void release(String endpoint, ParkedRecord parked, Parking.Release release, long now) {
        Headers headers = new RecordHeaders(parked.headers());
        read(headers).parking().released(Instant.ofEpochMilli(now), release).write(headers);
        forward(endpoint, parked.body(), headers, now, names.deliveries);
    }

    /** Makes it a dead letter, with the attempts that were made, and says so in the log. */
    void expire(String endpoint, ParkedRecord parked, long now) {
        Instant at = Instant.ofEpochMilli(now);
        Headers headers = new RecordHeaders(parked.headers());
        DeliveryHeaders delivery = read(headers);
        String error = error(delivery);
        new Parking(delivery.parking().totalAt(at), null, null).write(headers);
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.ENDPOINT_UNAVAILABLE.code());
        HeaderText.write(headers, HeaderNames.LAST_ERROR, error);
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, at);
        forward(endpoint, parked.body(), headers, now, names.deadLetters);
        Happening died = new Happening.DeadLettered(
                DeliveryIdentity.of(endpoint, delivery, null),
                at,
                delivery.attempt(),
                new Happening.Failure(FailureReason.ENDPOINT_UNAVAILABLE, error),
                null);
        forward(endpoint, Json.write(died), new RecordHeaders(), now, names.attempts);
    }

    private String error(DeliveryHeaders delivery) {
        String waited = "Its endpoint did not take it: it has waited for " + Durations.text(rules.parkedAtMost())
                + " in all, after " + delivery.attempt() + (delivery.attempt() == 1 ? " attempt." : " attempts.");
        String last = delivery.lastError();
        return HeaderText.cut(
                last == null ? waited : waited + " The last one failed: " + last, DeliveryHeaders.LAST_ERROR_BYTES);
    }

    /** Readers of a partition wait for its oldest open transaction, so this one is to end at once. */
    private void forward(String endpoint, byte @Nullable [] value, Headers headers, long now, String to) {
        context.commit();
        context.forward(new Record<>(endpoint.getBytes(StandardCharsets.UTF_8), value, now, headers), to);
    }

    /** It was read when it was parked, or it would not be here. */
    private static DeliveryHeaders read(Headers headers) {
        try {
            return DeliveryHeaders.of(headers);
        } catch (MalformedHeadersException e) {
            throw new IllegalStateException("a parked delivery cannot be read any more", e);
        }
    }

    /** The sinks' names. */
    record Names(String deliveries, String deadLetters, String attempts) {}
}
