package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
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
 * Reads requests. A record that is none is kept among the dead letters, as the sender keeps what is no delivery: nothing that
 * somebody writes to the topic may stop the others.
 */
final class RequestReader implements Processor<byte @Nullable [], byte @Nullable [], byte @Nullable [], Object> {
    /** Far more than the headers of any delivery take. */
    private static final int MOST_HEADER_BYTES = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(RequestReader.class);

    private final String replayer;
    private final String deadLetters;
    private final ReplayCounts counts;

    @SuppressWarnings("NullAway.Init") // Streams calls init first.
    private ProcessorContext<byte @Nullable [], Object> context;

    /** Takes the names of the nodes that come next. */
    RequestReader(String replayer, String deadLetters, ReplayCounts counts) {
        this.replayer = replayer;
        this.deadLetters = deadLetters;
        this.counts = counts;
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], Object> given) {
        context = given;
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> record) {
        try {
            context.forward(record.<Object>withValue(read(record)), replayer);
        } catch (MalformedHeadersException e) {
            keepAside(record, String.valueOf(e.getMessage()));
        }
    }

    private static Asked read(Record<byte @Nullable [], byte @Nullable []> record) throws MalformedHeadersException {
        byte[] body = record.value();
        if (body == null) {
            throw new MalformedHeadersException("the record has no value, which would be the body");
        }
        if (body.length > ReplayRequest.MOST_BODY_BYTES || size(record.headers()) > MOST_HEADER_BYTES) {
            throw new MalformedHeadersException("the record is larger than any delivery");
        }
        byte[] key = record.key();
        String id = key == null ? null : new String(key, StandardCharsets.UTF_8);
        return new Asked(ReplayRequest.of(id, record.headers()), body);
    }

    private void keepAside(Record<byte @Nullable [], byte @Nullable []> record, String problem) {
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a request for a replay comes from nowhere"));
        log.atWarn()
                .addKeyValue("topic", source.topic())
                .addKeyValue("partition", source.partition())
                .addKeyValue("offset", source.offset())
                .addKeyValue("reason", problem)
                .log("A request for a replay that is none is kept among the dead letters");
        counts.countMalformed();
        boolean tooManyHeaders = size(record.headers()) > MOST_HEADER_BYTES;
        Headers headers = tooManyHeaders
                ? new RecordHeaders()
                : new RecordHeaders(record.headers().toArray());
        HeaderText.write(headers, HeaderNames.REASON, FailureReason.MALFORMED_DELIVERY.code());
        HeaderText.write(headers, HeaderNames.LAST_ERROR, HeaderText.cut(problem, DeliveryHeaders.LAST_ERROR_BYTES));
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        HeaderText.write(headers, HeaderNames.SOURCE_TOPIC, source.topic());
        HeaderText.write(headers, HeaderNames.SOURCE_PARTITION, source.partition());
        HeaderText.write(headers, HeaderNames.SOURCE_OFFSET, source.offset());
        context.forward(
                new Record<>(
                        beginning(record.key(), MOST_HEADER_BYTES),
                        beginning(record.value(), ReplayRequest.MOST_BODY_BYTES),
                        context.currentSystemTimeMs(),
                        headers),
                deadLetters);
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    /** A request and the body to send. */
    record Asked(ReplayRequest request, byte[] body) {}
}
