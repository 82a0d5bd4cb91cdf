package com.stairoids.webhooks.retryscheduler.due;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What was read of one partition and is not put back yet, from the moment it was assigned. Records are put back in the
 * order of their due times; what was put back before an earlier record is remembered in the commit's metadata, so that a
 * restart doubles none. Belongs to the tier's thread.
 */
final class HeldPartition {
    /** A commit whose outcome is unknown is settled by going back to what was committed, so no commit needs a name. */
    private static final String NAMELESS = "-".repeat(CommitMetadata.NONCE_LENGTH);

    private final Queue<HeldRecord> waiting =
            new PriorityQueue<>(Comparator.comparing(HeldRecord::due).thenComparingLong(HeldRecord::offset));

    /** Those that the metadata could not speak of if they were put back now, in the order of the partition. */
    private final Queue<HeldRecord> beyondWindow = new ArrayDeque<>();

    private final OffsetWindow window;
    private long next;
    private Instant latestDue = Instant.MIN;

    /** @param window what is put back already */
    HeldPartition(OffsetWindow window) {
        this.window = window;
        this.next = window.oldestUnfinished();
    }

    /** Whether the reading is beyond {@code offset} already. */
    boolean isBeyond(long offset) {
        return offset < next;
    }

    /** Holds a record that was read, unless it was put back before; says whether it does. */
    boolean add(HeldRecord held) {
        next = held.offset() + 1;
        if (!window.read(held.offset())) {
            return false;
        }
        Queue<HeldRecord> queue = window.reaches(held.offset()) ? waiting : beyondWindow;
        queue.add(held);
        latestDue = held.due().isAfter(latestDue) ? held.due() : latestDue;
        return true;
    }

    /** When the next one is due; empty where none is held. */
    Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(HeldRecord::due);
    }

    /** The one that is due next. */
    HeldRecord next() {
        return waiting.element();
    }

    /** Takes {@link #next}, as put back: what is committed from here on says so. */
    HeldRecord take() {
        HeldRecord taken = waiting.remove();
        window.finish(taken.offset());
        while (!beyondWindow.isEmpty() && window.reaches(beyondWindow.element().offset())) {
            waiting.add(beyondWindow.remove());
        }
        return taken;
    }

    /** How many records are not put back of those before {@code end}, at most: offsets of transaction markers count. */
    long waitingBefore(long end) {
        return Math.max(
                0, end - window.oldestUnfinished() - window.finishedBeyond().cardinality());
    }

    boolean isEmpty() {
        return waiting.isEmpty() && beyondWindow.isEmpty();
    }

    /** Whether one that is due by {@code horizon} may stand behind what was read; where nothing is held, it may. */
    boolean mayHide(Instant horizon) {
        return isEmpty() || (beyondWindow.isEmpty() && !latestDue.isAfter(horizon));
    }

    /** What all records that are held take in memory, in bytes. */
    long heap() {
        return waiting.stream().mapToLong(HeldRecord::heap).sum()
                + beyondWindow.stream().mapToLong(HeldRecord::heap).sum();
    }

    /** What to commit: where the partition goes on, and what is put back beyond. */
    OffsetAndMetadata position() {
        long oldest = window.oldestUnfinished();
        return new OffsetAndMetadata(oldest, new CommitMetadata(NAMELESS, window.finishedBeyond()).encode(oldest));
    }
}
