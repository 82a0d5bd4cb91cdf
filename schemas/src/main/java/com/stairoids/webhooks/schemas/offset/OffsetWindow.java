package com.stairoids.webhooks.schemas.offset;

import java.util.BitSet;
import java.util.TreeSet;

/**
 * Which offsets of one partition are finished. Work ends out of order; Kafka is told the oldest unfinished offset, and
 * with it, in the commit's metadata, those finished beyond. Offsets at which no record stands (transaction markers,
 * aborted records, however many) count as finished. Not thread-safe: the thread that polls owns it.
 */
public final class OffsetWindow {
    /** How far beyond the oldest unfinished offset work may start; {@link CommitMetadata#MOST_OFFSETS} is no smaller. */
    public static final int SPAN = 20_000;

    /** Offset {@code inherited + i} was finished by an earlier owner where bit {@code i} is set. */
    private final long inherited;

    private final BitSet finishedBefore;
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private long next;

    /**
     * A window that goes on where a commit left off.
     *
     * @param committed the committed offset
     * @param finishedBeyond bit {@code i} set: offset {@code committed + i} was finished
     */
    public OffsetWindow(long committed, BitSet finishedBeyond) {
        this.inherited = committed;
        this.finishedBefore = (BitSet) finishedBeyond.clone();
        this.next = committed;
    }

    /**
     * Notes that the record at {@code offset} was read, and that none stands between it and the one read before.
     *
     * @return whether it still needs work
     */
    public boolean read(long offset) {
        if (offset < next) {
            throw new IllegalArgumentException("offset " + offset + " was read after " + (next - 1));
        }
        next = offset + 1;
        return !wasFinishedBefore(offset) && unfinished.add(offset);
    }

    /** Whether work at {@code offset} may start: were it finished, the metadata could still say so. */
    public boolean reaches(long offset) {
        return offset - oldestUnfinished() < SPAN;
    }

    /** How many offsets were read after {@code offset}. */
    public long behind(long offset) {
        return next - 1 - offset;
    }

    /** Notes that the record at {@code offset}, which was read, is finished. */
    public void finish(long offset) {
        if (!unfinished.remove(offset)) {
            throw new IllegalArgumentException("offset " + offset + " is not being worked on");
        }
    }

    /** The offset to commit: all below are finished. */
    public long oldestUnfinished() {
        if (!unfinished.isEmpty()) {
            return unfinished.first();
        }
        long from = next - inherited;
        return from < finishedBefore.length() ? inherited + finishedBefore.nextClearBit(Math.toIntExact(from)) : next;
    }

    /**
     * What is finished beyond, as far as the metadata can say it: bit {@code i} for offset {@code oldestUnfinished() + i}.
     * No work is left out by that, since none starts beyond {@link #SPAN}; stretches without a record are found again.
     */
    public BitSet finishedBeyond() {
        long oldest = oldestUnfinished();
        BitSet bits = new BitSet();
        bits.set(0, bit(oldest, next));
        for (long offset : unfinished) {
            int bit = bit(oldest, offset);
            if (bit == CommitMetadata.MOST_OFFSETS) {
                break;
            }
            bits.clear(bit);
        }
        long unread = Math.max(next, oldest) - inherited;
        if (unread < finishedBefore.length()) {
            finishedBefore.stream().filter(bit -> bit >= unread).forEach(bit -> bits.set(bit(oldest, inherited + bit)));
        }
        return bits;
    }

    private boolean wasFinishedBefore(long offset) {
        long bit = offset - inherited;
        return bit < finishedBefore.length() && finishedBefore.get(Math.toIntExact(bit));
    }

    private static int bit(long oldest, long offset) {
        return Math.clamp(offset - oldest, 0, CommitMetadata.MOST_OFFSETS);
    }
}
