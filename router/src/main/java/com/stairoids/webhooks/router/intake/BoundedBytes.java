package com.stairoids.webhooks.router.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the beginning of a key or value and notes the size of one that it cut. A broker bounds batches as they are
 * compressed, so a value may be far larger than any topic allows: it must not stay in memory until its turn comes.
 */
public final class BoundedBytes implements Deserializer<byte @Nullable []> {
    /** Kept of a key: what {@code rejected-events} shows of it. */
    public static final int KEY_BYTES = 1024;

    /** Kept of a value: what {@code rejected-events} keeps of it; no event may be set to be larger. */
    public static final int VALUE_BYTES = 1024 * 1024;

    private final int most;
    private final String sizeHeader;

    private BoundedBytes(int most, String sizeHeader) {
        this.most = most;
        this.sizeHeader = sizeHeader;
    }

    static BoundedBytes keys() {
        return new BoundedBytes(KEY_BYTES, IntakeHeaders.KEY_SIZE);
    }

    static BoundedBytes values() {
        return new BoundedBytes(VALUE_BYTES, IntakeHeaders.VALUE_SIZE);
    }

    /** Asked by who has no headers; then a cut is not noted. */
    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
        return data == null || data.length <= most ? data : Arrays.copyOf(data, most);
    }

    /** What the consumer calls: {@code data} is a view of the decompressed batch, and only what is kept is copied. */
    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        int size = data == null ? 0 : data.remaining();
        IntakeHeaders.write(headers, sizeHeader, size > most ? (long) size : null);
        if (data == null) {
            return null;
        }
        byte[] kept = new byte[Math.min(size, most)];
        data.get(data.position(), kept);
        return kept;
    }
}
