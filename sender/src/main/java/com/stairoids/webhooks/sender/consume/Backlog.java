package com.stairoids.webhooks.sender.consume;

import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What stands in the partitions that a sender has.
 *
 * @param assigned partitions that the group gave it
 * @param paused those of them that it does not read at present
 * @param unread offsets beyond its position, as far as it knows of them: markers of transactions count too, and of a paused
 *     partition it knows what it had heard when it was paused
 * @param beyondWindow records that were read and may not start before the window moves on
 * @param fullestWindow share of the window that is taken in the partition with the fullest, 0 to 1
 * @param oldestAppended when the oldest record was appended that was read and has not ended, in epoch milliseconds
 */
public record Backlog(
        int assigned, int paused, long unread, long beyondWindow, double fullestWindow, OptionalLong oldestAppended) {

    /** By the consumer's own thread, without asking the broker. */
    public static Backlog of(Consumer<String, byte[]> consumer, Collection<Assignment> assignments) {
        Set<TopicPartition> assigned = consumer.assignment();
        return new Backlog(
                assigned.size(),
                consumer.paused().size(),
                assigned.stream()
                        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                        .sum(),
                assignments.stream()
                        .mapToLong(assignment -> assignment.beyondWindow().size())
                        .sum(),
                assignments.stream()
                        .mapToDouble(assignment -> (double) assignment.unfinishedSpan() / OffsetWindow.SPAN)
                        .map(share -> Math.min(1, share))
                        .max()
                        .orElse(0),
                assignments.stream()
                        .map(Assignment::oldestUnfinishedAppended)
                        .flatMapToLong(OptionalLong::stream)
                        .min());
    }
}
