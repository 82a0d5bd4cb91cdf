package com.stairoids.webhooks.sender.handover.simulation;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.UnreadableMetadataException;
import com.stairoids.webhooks.sender.consume.Assignment;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What must hold, in plain sets. It is told of each POST, each answer, each end of an ownership and each committed
 * transaction, as they truly are, and objects where a promise is broken.
 */
final class NaiveModel {
    private final Map<Spot, Assignment> lastPoster = new HashMap<>();
    private final Set<Assignment> over = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Spot> answered = new HashSet<>();
    private final Set<Spot> committed = new HashSet<>();
    private int repeats;

    /**
     * A request starts. A repeat needs a loss: the one before died or lost the partition before its answer was committed,
     * or this one has lost the partition and cannot know yet.
     */
    void posted(Spot spot, Assignment assignment) {
        boolean lost = over.contains(assignment);
        require(lost || !committed.contains(spot), () -> "finished, and sent again: " + spot);
        Assignment before = lastPoster.put(spot, assignment);
        if (before != null) {
            require(lost || over.contains(before), () -> "sent again while its first sender lives: " + spot);
            repeats++;
        }
    }

    void answered(Spot spot) {
        answered.add(spot);
    }

    /** The ownership ended, whether or not its sender knows. */
    void isOver(Assignment assignment) {
        over.add(assignment);
    }

    /** A transaction took place: with these results, after which the group's offsets are these. */
    void committed(
            List<Spot> results,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Map<TopicPartition, NavigableSet<Long>> records) {
        for (Spot spot : results) {
            require(answered.contains(spot), () -> "committed, but never answered: " + spot);
            require(committed.add(spot), () -> "committed twice: " + spot);
        }
        offsets.forEach((partition, offset) ->
                agrees(partition, offset, records.getOrDefault(partition, Collections.emptyNavigableSet())));
    }

    /** The offset and its metadata speak of exactly those records that are committed. */
    private void agrees(TopicPartition partition, OffsetAndMetadata offset, NavigableSet<Long> records) {
        require(
                offset.metadata().length() <= CommitMetadata.MAX_LENGTH,
                () -> "metadata of " + offset.metadata().length() + " characters");
        BitSet beyond = finishedBeyond(offset);
        for (long record : records) {
            long bit = record - offset.offset();
            boolean finished = bit < 0 || (bit < beyond.length() && beyond.get(Math.toIntExact(bit)));
            Spot spot = new Spot(partition, record);
            require(
                    finished == committed.contains(spot),
                    () -> (finished ? "skipped, though unfinished: " : "to be sent again, though finished: ") + spot
                            + ", committed offset " + offset.offset());
        }
    }

    boolean isComplete(Map<TopicPartition, NavigableSet<Long>> records) {
        return records.entrySet().stream()
                .allMatch(partition -> partition.getValue().stream()
                        .allMatch(offset -> committed.contains(new Spot(partition.getKey(), offset))));
    }

    int repeats() {
        return repeats;
    }

    private static void require(boolean holds, Supplier<String> violation) {
        if (!holds) {
            throw new AssertionError(violation.get());
        }
    }

    private static BitSet finishedBeyond(OffsetAndMetadata offset) {
        try {
            return CommitMetadata.decode(offset.offset(), offset.metadata()).finishedBeyond();
        } catch (UnreadableMetadataException e) {
            throw new AssertionError("a sender wrote metadata that none can read", e);
        }
    }
}
