package com.stairoids.webhooks.sender.consume;

import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition, from the moment it was assigned until it was taken away. A result belongs to the assignment it came
 * from: once that has ended, somebody else answers for the partition, even if it comes back here. Not thread-safe: the
 * delivery loop owns it.
 */
public final class Assignment {
    private final TopicPartition partition;
    private final OffsetWindow window;
    private final Deque<ConsumerRecord<String, byte[]>> beyondWindow = new ArrayDeque<>();
    private final AppendTimes appended = new AppendTimes();
    private int inFlight;
    private boolean ended;
    private boolean taking = true;

    public Assignment(TopicPartition partition, OffsetWindow window) {
        this.partition = partition;
        this.window = window;
    }

    public TopicPartition partition() {
        return partition;
    }

    public OffsetWindow window() {
        return window;
    }

    /**
     * Notes that a record was read.
     *
     * @return whether it still needs work
     */
    public boolean read(ConsumerRecord<String, byte[]> record) {
        if (!window.read(record.offset())) {
            return false;
        }
        appended.note(record.offset(), record.timestamp());
        return true;
    }

    /** When the oldest record that was read and has not ended was appended, in epoch milliseconds; empty where there is none. */
    public OptionalLong oldestUnfinishedAppended() {
        if (unfinishedSpan() == 0) {
            appended.forget();
            return OptionalLong.empty();
        }
        return OptionalLong.of(appended.at(window.oldestUnfinished()));
    }

    /** How many offsets there are from the oldest unfinished record on, of those read; 0 where all that was read has ended. */
    public long unfinishedSpan() {
        return Math.max(0, window.behind(window.oldestUnfinished()) + 1);
    }

    /** Records that were polled but lie further ahead than work may start. */
    public Deque<ConsumerRecord<String, byte[]>> beyondWindow() {
        return beyondWindow;
    }

    /** Requests of this assignment that are under way. */
    public int inFlight() {
        return inFlight;
    }

    public void started() {
        inFlight++;
    }

    public void answered() {
        inFlight--;
    }

    /** Whether new requests may start. */
    public boolean isTaking() {
        return taking;
    }

    /** No new request starts; those under way go on. */
    public void stopTaking() {
        taking = false;
        beyondWindow.clear();
    }

    public boolean hasEnded() {
        return ended;
    }

    /** From here on nothing of it enters a transaction. */
    public void end() {
        stopTaking();
        ended = true;
    }
}
