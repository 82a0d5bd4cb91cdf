package com.stairoids.webhooks.sender.handover;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.sender.consume.Assignment;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What goes in one transaction.
 *
 * @param proven partitions that are named whatever is finished of them
 */
record Batch(List<Finished> finished, List<Announced> announced, Set<Assignment> proven) {

    static Batch of(Collection<Finished> finished, Collection<Announced> announced, Collection<Assignment> proven) {
        return new Batch(List.copyOf(finished), List.copyOf(announced), Set.copyOf(proven));
    }

    /** Also of partitions that nothing is finished of: who lost one may not speak for its endpoints either. */
    Map<TopicPartition, OffsetAndMetadata> offsets(String nonce) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Set<Assignment> assignments = new HashSet<>(proven);
        finished.forEach(result -> assignments.add(result.assignment()));
        announced.forEach(entry -> assignments.add(entry.assignment()));
        for (Assignment assignment : assignments) {
            long oldest = assignment.window().oldestUnfinished();
            String metadata = new CommitMetadata(nonce, assignment.window().finishedBeyond()).encode(oldest);
            offsets.put(assignment.partition(), new OffsetAndMetadata(oldest, metadata));
        }
        return offsets;
    }
}
