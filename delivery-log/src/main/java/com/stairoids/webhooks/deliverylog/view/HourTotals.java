package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.EndpointStatistics.Counts;
import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;

/**
 * What happened at an endpoint in an hour: counts, and a histogram of how long attempts took, in milliseconds to two
 * significant digits. Some hundred bytes when stored. Belongs to one thread.
 */
public final class HourTotals {
    private static final long LONGEST_MS = 120_000;
    private static final int SIGNIFICANT_DIGITS = 2;
    private static final int COUNTS_BYTES = 5 * Long.BYTES;

    private Counts counts;
    private final Histogram durations;

    private HourTotals(Counts counts, Histogram durations) {
        this.counts = counts;
        this.durations = durations;
    }

    public static HourTotals none() {
        return new HourTotals(new Counts(0, 0, 0, 0, 0), new Histogram(1, LONGEST_MS, SIGNIFICANT_DIGITS));
    }

    /** Reads what {@link #bytes()} made. */
    public static HourTotals of(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        Counts counts =
                new Counts(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
        return new HourTotals(counts, Histogram.decodeFromByteBuffer(buffer.slice(), LONGEST_MS));
    }

    /** What is stored. */
    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(COUNTS_BYTES + durations.getNeededByteBufferCapacity());
        buffer.putLong(counts.succeeded())
                .putLong(counts.failed())
                .putLong(counts.delivered())
                .putLong(counts.givenUp())
                .putLong(counts.cancelled());
        ByteBuffer rest = buffer.slice();
        int length = durations.encodeIntoByteBuffer(rest);
        byte[] bytes = new byte[COUNTS_BYTES + length];
        buffer.rewind().get(bytes);
        return bytes;
    }

    public Counts counts() {
        return counts;
    }

    public Histogram durations() {
        return durations;
    }

    /** These happened besides. */
    public void add(Counts more) {
        counts = new Counts(
                counts.succeeded() + more.succeeded(),
                counts.failed() + more.failed(),
                counts.delivered() + more.delivered(),
                counts.givenUp() + more.givenUp(),
                counts.cancelled() + more.cancelled());
    }

    /** An attempt took so long; one of less than a millisecond counts as one. */
    void addDuration(long milliseconds) {
        durations.recordValue(Math.clamp(milliseconds, 1, LONGEST_MS));
    }

    /** All that happened in another hour of the same kind. */
    public void add(HourTotals other) {
        add(other.counts);
        durations.add(other.durations);
    }
}
