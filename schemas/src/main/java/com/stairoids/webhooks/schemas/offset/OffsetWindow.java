package com.stairoids.webhooks.schemas.offset;

import java.util.BitSet;

/**
 * Which offsets of one partition are finished. Work ends out of order; Kafka is told the oldest unfinished offset, and
 * with it, in the commit's metadata, those finished beyond. Offsets at which no record stands (transaction markers,
 * aborted records) count as finished. Not thread-safe: the thread that polls owns it.
 */
public final class OffsetWindow {
    /** How far beyond the oldest unfinished offset work may start: as many bits fit the commit's metadata. */
    public static final int SPAN = 20_000;

    private long oldestUnfinished;
    private long next;
    private BitSet finished;

    /**
     * A window that goes on where a commit left off.
     *
     * @param committed the committed offset
     * @param finishedBeyond bit {@code i} set: offset {@code committed + i} was finished
     */
    public OffsetWindow(long committed, BitSet finishedBeyond) {
        this.oldestUnfinished = committed;
        this.next = committed;
        this.finished = (BitSet) finishedBeyond.clone();
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
        if (offset >= oldestUnfinished) {
            finished.set(bit(Math.max(next, oldestUnfinished)), bit(offset));
        }
        next = offset + 1;
        advance();
        return offset >= oldestUnfinished && !finished.get(bit(offset));
    }

    /** Whether work at {@code offset} may start: were it finished, the metadata could still say so. */
    public boolean reaches(long offset) {
        return offset - oldestUnfinished < SPAN;
    }

    /** Notes that the record at {@code offset}, which was read, is finished. */
    public void finish(long offset) {
        if (offset < oldestUnfinished || offset >= next || finished.get(bit(offset))) {
            throw new IllegalArgumentException("offset " + offset + " is not being worked on");
        }
        finished.set(bit(offset));
        advance();
    }

    /** The offset to commit: all below are finished. */
    public long oldestUnfinished() {
        return oldestUnfinished;
    }

    /** What is finished beyond: bit {@code i} for offset {@code oldestUnfinished() + i}. */
    public BitSet finishedBeyond() {
        return (BitSet) finished.clone();
    }

    private void advance() {
        int done = finished.nextClearBit(0);
        if (done > 0) {
            finished = finished.get(done, Math.max(done, finished.length()));
            oldestUnfinished += done;
        }
    }

    private int bit(long offset) {
        return Math.toIntExact(offset - oldestUnfinished);
    }
}
