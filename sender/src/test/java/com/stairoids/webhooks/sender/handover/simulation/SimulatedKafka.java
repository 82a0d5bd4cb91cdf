package com.stairoids.webhooks.sender.handover.simulation;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * As much of a cluster as the hand-over meets: logs with gaps, a group with generations, committed offsets, and
 * transactions with epochs, which fail as often as {@link #faults} says.
 */
final class SimulatedKafka {
    static final int PARTITIONS = 3;

    private final Random random;
    private final NaiveModel model;
    private final Map<TopicPartition, NavigableSet<Long>> records = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<String, Integer> generations = new HashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final Map<String, Transaction> open = new TreeMap<>();
    private int generation;
    private double faults;

    SimulatedKafka(Random random, NaiveModel model) {
        this.random = random;
        this.model = model;
        partitions().forEach(partition -> records.put(partition, new TreeSet<>()));
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(Topic.DELIVERIES.topicName(), number);
    }

    static List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(SimulatedKafka::partition)
                .toList();
    }

    /** How likely each step of a transaction fails, from 0 to 1. */
    void faults(double likelihood) {
        faults = likelihood;
    }

    boolean fails() {
        return random.nextDouble() < faults;
    }

    /** Writes a record; before it, transaction markers, and now and then a long aborted transaction, leave gaps. */
    void append(TopicPartition partition) {
        NavigableSet<Long> log = log(partition);
        long last = log.isEmpty() ? -1 : log.last();
        long gap = random.nextInt(100) == 0 ? random.nextInt(40_000) : random.nextInt(3);
        log.add(last + 1 + gap);
    }

    NavigableSet<Long> log(TopicPartition partition) {
        return records.getOrDefault(partition, new TreeSet<>());
    }

    Map<TopicPartition, NavigableSet<Long>> records() {
        return records;
    }

    /** The group is the same but for who has what: everybody who is in it learns of a new generation. */
    int nextGeneration(Set<String> members) {
        generation++;
        generations.keySet().retainAll(members);
        members.forEach(member -> generations.put(member, generation));
        return generation;
    }

    @Nullable
    OffsetAndMetadata committed(TopicPartition partition) {
        return committed.get(partition);
    }

    /** Whether a transaction that is not settled yet would move this partition's offset: nobody is told one meanwhile. */
    boolean isUnstable(TopicPartition partition) {
        return open.values().stream().anyMatch(transaction -> transaction.offsets.containsKey(partition));
    }

    /** A new producer of that id: what an earlier one left open is settled, and the earlier one is fenced. */
    int initialise(String transactionalId) {
        settle(transactionalId);
        return epochs.merge(transactionalId, 1, Integer::sum);
    }

    /** What the transaction's time-out does to all that are open: the broker ends them, and fences their producers. */
    void expireTransactions() {
        for (String id : List.copyOf(open.keySet())) {
            initialise(id);
        }
    }

    Transaction begin(String transactionalId, int epoch) {
        requireEpoch(transactionalId, epoch);
        Transaction begun = new Transaction();
        open.put(transactionalId, begun);
        return begun;
    }

    void requireEpoch(String transactionalId, int epoch) {
        if (epochs.getOrDefault(transactionalId, 0) != epoch) {
            throw new ProducerFencedException("there is a newer producer of " + transactionalId);
        }
    }

    /** Offsets are taken of members of the present generation only. */
    void requireMember(ConsumerGroupMetadata group) {
        if (generations.getOrDefault(group.memberId(), -1) != group.generationId()) {
            throw new CommitFailedException("generation " + group.generationId() + " is over");
        }
    }

    void commit(String transactionalId) {
        Transaction transaction = open.remove(transactionalId);
        if (transaction != null) {
            committed.putAll(transaction.offsets);
            model.committed(transaction.results, transaction.offsets, records);
        }
    }

    void abort(String transactionalId) {
        open.remove(transactionalId);
    }

    private void settle(String transactionalId) {
        Transaction transaction = open.get(transactionalId);
        if (transaction != null && transaction.prepared && random.nextBoolean()) {
            commit(transactionalId);
        } else {
            abort(transactionalId);
        }
    }

    /** One that is open. */
    static final class Transaction {
        private final List<Spot> results = new ArrayList<>();
        private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        private final Set<Spot> distinct = new HashSet<>();
        private boolean prepared;

        void add(Spot spot) {
            if (!distinct.add(spot)) {
                throw new AssertionError("twice in one transaction: " + spot);
            }
            results.add(spot);
        }

        void add(Map<TopicPartition, OffsetAndMetadata> moved) {
            offsets.putAll(moved);
        }

        /** Its commit was asked for: it may take place from here on, whatever becomes of its producer. */
        void prepare() {
            prepared = true;
        }
    }
}
