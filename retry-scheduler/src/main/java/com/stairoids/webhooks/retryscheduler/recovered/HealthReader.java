package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads health records. One that is none is passed over: its endpoint's silence is noticed as any other. */
final class HealthReader implements Processor<byte @Nullable [], byte @Nullable [], byte @Nullable [], Arrival> {
    private static final Logger log = LoggerFactory.getLogger(HealthReader.class);

    /** What milliseconds can still be reckoned with. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    private ProcessorContext<byte @Nullable [], Arrival> context;

    @Override
    public void init(ProcessorContext<byte @Nullable [], Arrival> given) {
        context = given;
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> record) {
        try {
            context.forward(record.withValue(read(record)));
        } catch (MalformedJsonException e) {
            log.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("A health record that cannot be read is passed over");
        }
    }

    private static Arrival read(Record<byte @Nullable [], byte @Nullable []> record) throws MalformedJsonException {
        byte[] key = record.key();
        if (key == null || !Identifiers.isOpaqueId(new String(key, StandardCharsets.UTF_8))) {
            throw new MalformedJsonException("EndpointHealth", "its key is no endpoint's id");
        }
        byte[] value = record.value();
        if (value == null) {
            return new Arrival.Heard(null);
        }
        EndpointHealth health = Json.read(value, EndpointHealth.class);
        Instant notBefore = health.notBefore();
        if (notBefore != null && (notBefore.isAfter(LATEST) || notBefore.isBefore(Instant.EPOCH))) {
            throw new MalformedJsonException("EndpointHealth", "not_before is beyond all bounds");
        }
        return new Arrival.Heard(health);
    }
}
