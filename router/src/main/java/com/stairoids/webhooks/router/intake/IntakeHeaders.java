package com.stairoids.webhooks.router.intake;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Notes from the consumer to the processor of the same record: Streams hands on key, value, timestamp and headers, and
 * no more. They never leave the router. Whoever writes one removes what the producer may have sent under its name.
 */
final class IntakeHeaders {
    /** The timestamp of a record whose own one Streams would drop it for. */
    static final String TIMESTAMP = "router-source-timestamp";

    /** The size of a value of which only the beginning was kept. */
    static final String VALUE_SIZE = "router-source-value-size";

    /** The size of a key of which only the beginning was kept. */
    static final String KEY_SIZE = "router-source-key-size";

    private static final Set<String> ALL = Set.of(TIMESTAMP, VALUE_SIZE, KEY_SIZE);

    private IntakeHeaders() {}

    static boolean isOne(Header header) {
        return ALL.contains(header.key());
    }

    static void write(Headers headers, String name, @Nullable Long value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }
    }

    static Optional<Long> read(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(header.value()).getLong());
    }
}
