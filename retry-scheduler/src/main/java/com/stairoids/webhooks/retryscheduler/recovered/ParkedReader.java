package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.event.Identifiers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads parked records. One that is no delivery goes on to the deliveries as it is: the sender, which knows what to do
 * with such, makes it a dead letter.
 */
final class ParkedReader implements Processor<byte @Nullable [], byte @Nullable [], byte @Nullable [], Object> {
    private static final Logger log = LoggerFactory.getLogger(ParkedReader.class);

    private final String parking;
    private final String deliveries;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    private ProcessorContext<byte @Nullable [], Object> context;

    /** Takes the names of the nodes that come next. */
    ParkedReader(String parking, String deliveries) {
        this.parking = parking;
        this.deliveries = deliveries;
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], Object> given) {
        context = given;
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> record) {
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a parked record comes from nowhere"));
        try {
            context.forward(record.<Object>withValue(read(record, source)), parking);
        } catch (MalformedHeadersException e) {
            log.atWarn()
                    .addKeyValue("topic", source.topic())
                    .addKeyValue("partition", source.partition())
                    .addKeyValue("offset", source.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("A parked record that is no delivery is put on as it is");
            context.forward(record, deliveries);
        }
    }

    private Arrival.Parked read(Record<byte @Nullable [], byte @Nullable []> record, RecordMetadata source)
            throws MalformedHeadersException {
        byte[] key = record.key();
        String endpoint = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!Identifiers.isOpaqueId(endpoint)) {
            throw new MalformedHeadersException("the key is no endpoint's id");
        }
        Headers headers = new RecordHeaders(record.headers());
        Parking read = DeliveryHeaders.of(headers).parking();
        Parking waiting =
                read.since() == null ? read.parked(Instant.ofEpochMilli(context.currentSystemTimeMs())) : read;
        waiting.write(headers);
        return new Arrival.Parked(
                new ParkedKey(endpoint, deadline(waiting), source.offset()), new ParkedRecord(headers, record.value()));
    }

    private static long deadline(Parking parking) throws MalformedHeadersException {
        try {
            return parking.deadline().toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            throw new MalformedHeadersException("it has been parked for a time beyond all bounds", e);
        }
    }
}
