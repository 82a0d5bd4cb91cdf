package com.stairoids.webhooks.deliverylog;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a delivery stands in the log: by when the first thing that happened to it was appended to {@code attempts}. It never
 * changes, so that pages neither repeat nor miss what was there while new deliveries come in. Newer ones come first in the
 * order. Its text is the cursor of {@link DeliveryQuery}.
 *
 * @param time of the record, by Kafka's clock, in milliseconds since 1970
 * @param partition of {@code attempts}
 * @param offset of the record in it
 */
public record DeliveryPosition(long time, int partition, long offset) implements Comparable<DeliveryPosition> {
    /** Length of {@link #bytes()}. */
    public static final int BYTES = Long.BYTES + Integer.BYTES + Long.BYTES;

    private static final Comparator<DeliveryPosition> OLDEST_FIRST = Comparator.comparingLong(DeliveryPosition::time)
            .thenComparingInt(DeliveryPosition::partition)
            .thenComparingLong(DeliveryPosition::offset);

    /** @throws IllegalArgumentException where any of them is negative */
    public DeliveryPosition {
        if (time < 0 || partition < 0 || offset < 0) {
            throw new IllegalArgumentException("no position has a negative part");
        }
    }

    /** Empty where {@code text} is none that {@link #toString} made. */
    public static Optional<DeliveryPosition> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES ? Optional.of(of(ByteBuffer.wrap(bytes))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The newest there may be of those before {@code time}; the oldest of all where none is. */
    public static DeliveryPosition lastBefore(long time) {
        return time <= 0
                ? new DeliveryPosition(0, 0, 0)
                : new DeliveryPosition(time - 1, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Reads {@link #BYTES} bytes that {@link #bytes()} made. */
    public static DeliveryPosition of(ByteBuffer bytes) {
        return new DeliveryPosition(~bytes.getLong(), ~bytes.getInt(), ~bytes.getLong());
    }

    /** Bytes in whose unsigned order newer positions come first. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(~time)
                .putInt(~partition)
                .putLong(~offset)
                .array();
    }

    @Override
    public int compareTo(DeliveryPosition other) {
        return OLDEST_FIRST.compare(other, this);
    }

    /** An opaque text of 27 characters that are safe in URLs. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }
}
