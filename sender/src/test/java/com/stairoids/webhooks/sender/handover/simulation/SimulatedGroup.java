package com.stairoids.webhooks.sender.handover.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Some senders that share the partitions, and what befalls them: one random step after another. */
final class SimulatedGroup {
    private static final int SENDERS = 3;
    private static final int SETTLING_ROUNDS = 2_000;

    private final Random random;
    private final NaiveModel model = new NaiveModel();
    private final SimulatedKafka kafka;
    private final List<Member> members = new ArrayList<>();
    private final Map<TopicPartition, Member> owners = new HashMap<>();
    private int named;
    private long nonces;

    SimulatedGroup(long seed) {
        random = new Random(seed);
        kafka = new SimulatedKafka(random, model);
        kafka.faults(random.nextInt(3) == 0 ? 0 : random.nextDouble() / 4);
        for (int i = 0; i < SENDERS; i++) {
            members.add(new Member("sender-" + i));
        }
        rebalance();
    }

    /** POSTs that were made again after a death or a loss. */
    int repeats() {
        return model.repeats();
    }

    void step() {
        Member member = members.get(random.nextInt(SENDERS));
        int dice = random.nextInt(1000);
        if (dice < 300) {
            kafka.append(anyPartition());
        } else if (dice < 550) {
            member.sender.poll();
        } else if (dice < 800) {
            member.sender.answer();
        } else if (dice < 930) {
            member.sender.commit();
        } else if (dice < 960) {
            move(anyPartition(), member);
        } else if (dice < 970) {
            expel(member);
        } else if (dice < 980) {
            member.comesToKnow();
        } else if (dice < 990) {
            member.dies();
        } else {
            kafka.expireTransactions();
        }
    }

    /** Without further faults, all is finished in the end. */
    void settle() {
        kafka.faults(0);
        kafka.expireTransactions();
        members.forEach(Member::comesToKnow);
        for (int round = 0; round < SETTLING_ROUNDS && !isSettled(); round++) {
            for (Member member : members) {
                member.sender.poll();
                for (int i = 0; i < 20; i++) {
                    member.sender.answer();
                }
                member.sender.commit();
            }
        }
        if (!isSettled()) {
            throw new AssertionError("something is never finished");
        }
    }

    private boolean isSettled() {
        return model.isComplete(kafka.records()) && members.stream().allMatch(member -> member.sender.isIdle());
    }

    private TopicPartition anyPartition() {
        return SimulatedKafka.partition(random.nextInt(SimulatedKafka.PARTITIONS));
    }

    /** Takes a partition from its owner, who is asked, and gives it to another. */
    private void move(TopicPartition partition, Member to) {
        Member from = owners.get(partition);
        if (from == null || from == to || !to.belongs) {
            return;
        }
        from.sender.revoked(partition);
        owners.remove(partition);
        nextGeneration();
        give(partition, to);
    }

    /** The group goes on without a member, which does not know yet and goes on as well. */
    private void expel(Member member) {
        if (!member.belongs) {
            return;
        }
        member.belongs = false;
        member.sender.expelled();
        owners.values().removeIf(owner -> owner == member);
        rebalance();
    }

    /** Gives away what nobody has. */
    private void rebalance() {
        nextGeneration();
        List<Member> belonging =
                members.stream().filter(member -> member.belongs).toList();
        for (int number = 0; number < SimulatedKafka.PARTITIONS && !belonging.isEmpty(); number++) {
            TopicPartition partition = SimulatedKafka.partition(number);
            if (!owners.containsKey(partition)) {
                give(partition, belonging.get(random.nextInt(belonging.size())));
            }
        }
    }

    private void give(TopicPartition partition, Member to) {
        owners.put(partition, to);
        to.sender.assigned(partition);
    }

    private void nextGeneration() {
        Set<String> ids = members.stream()
                .filter(member -> member.belongs)
                .map(member -> member.id)
                .collect(Collectors.toSet());
        int generation = kafka.nextGeneration(ids);
        members.stream().filter(member -> member.belongs).forEach(member -> member.sender.generation(generation));
    }

    private final class Member {
        private final String transactionalId;
        private String id;
        private SimulatedSender sender;
        private boolean belongs = true;

        private Member(String transactionalId) {
            this.transactionalId = transactionalId;
            this.id = newId();
            this.sender = newSender();
        }

        /** If it was expelled: learns of it, and joins the group again. */
        private void comesToKnow() {
            if (!belongs) {
                sender.lost(SimulatedKafka.partitions());
                belongs = true;
                rebalance();
            }
        }

        /** All that it had in memory is gone; another of the same name starts in its place. */
        private void dies() {
            sender.assignments().forEach(model::isOver);
            owners.values().removeIf(owner -> owner == this);
            id = newId();
            sender = newSender();
            belongs = true;
            rebalance();
        }

        private String newId() {
            return transactionalId + "-" + ++named;
        }

        private SimulatedSender newSender() {
            return new SimulatedSender(kafka, model, random, transactionalId, id, () -> "%012d".formatted(++nonces));
        }
    }
}
