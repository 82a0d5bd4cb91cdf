package com.stairoids.webhooks.schemas.delivery;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a producer wrote beside an event, as the rejected event keeps it: in its order and byte for byte, each under a prefix, so
 * that none passes for what the router says.
 */
public final class SourceHeaders {
    /** What comes before the name that the producer chose. */
    public static final String PREFIX = "source-header-";

    /** Bound on all that are kept, as they are written, in bytes: also of headers without a name and a value. */
    public static final int MOST_BYTES = 16 * 1024;

    /** Before a name and before a value stands its length, each in 5 bytes at most (KIP-82). */
    private static final int LENGTHS = 2 * 5;

    private SourceHeaders() {}

    /**
     * Adds those of the source's that there is room for.
     *
     * @return how many there was no room for
     */
    public static int keep(Iterable<Header> source, Headers kept) {
        int room = MOST_BYTES;
        int leftOut = 0;
        for (Header header : source) {
            int size = size(header);
            if (size > room) {
                leftOut++;
            } else {
                room -= size;
                kept.add(PREFIX + header.key(), header.value());
            }
        }
        return leftOut;
    }

    /** Those that were kept, as the producer wrote them. */
    public static Headers restore(Headers kept) {
        Headers restored = new RecordHeaders();
        for (Header header : kept) {
            if (header.key().startsWith(PREFIX)) {
                restored.add(header.key().substring(PREFIX.length()), header.value());
            }
        }
        return restored;
    }

    private static int size(Header header) {
        int value = header.value() == null ? 0 : header.value().length;
        return PREFIX.length() + header.key().getBytes(StandardCharsets.UTF_8).length + value + LENGTHS;
    }
}
