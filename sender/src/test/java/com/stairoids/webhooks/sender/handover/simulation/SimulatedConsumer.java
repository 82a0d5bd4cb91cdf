package com.stairoids.webhooks.sender.handover.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** What the hand-over and the assignments ask of a consumer, answered by a {@link SimulatedKafka}. */
final class SimulatedConsumer extends MockConsumer<String, byte[]> {
    private final SimulatedKafka kafka;
    private final String memberId;
    private final Set<TopicPartition> paused = new HashSet<>();
    private int generation = -1;

    SimulatedConsumer(SimulatedKafka kafka, String memberId) {
        super("earliest");
        this.kafka = kafka;
        this.memberId = memberId;
    }

    /** The generation that this member knows of, which may be over. */
    void generation(int known) {
        generation = known;
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
            Set<TopicPartition> partitions, Duration timeout) {
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
        for (TopicPartition partition : partitions) {
            if (kafka.isUnstable(partition) || kafka.fails()) {
                throw new TimeoutException("the offset of " + partition + " is not known yet");
            }
            OffsetAndMetadata committed = kafka.committed(partition);
            if (committed != null) {
                found.put(partition, committed);
            }
        }
        return found;
    }

    @Override
    public synchronized long position(TopicPartition partition, Duration timeout) {
        return 0;
    }

    @Override
    @SuppressWarnings("removal") // the client makes them itself; a simulation has no other constructor
    public ConsumerGroupMetadata groupMetadata() {
        return new ConsumerGroupMetadata("simulated", generation, memberId, Optional.empty());
    }

    @Override
    public synchronized void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
    }

    @Override
    public synchronized void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    @Override
    public synchronized Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }
}
