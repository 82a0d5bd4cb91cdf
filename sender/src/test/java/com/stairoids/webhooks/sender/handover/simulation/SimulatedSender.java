package com.stairoids.webhooks.sender.handover.simulation;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.decide.Decision;
import com.stairoids.webhooks.sender.decide.Ending;
import com.stairoids.webhooks.sender.handover.CommitListener;
import com.stairoids.webhooks.sender.handover.CommitOutcome;
import com.stairoids.webhooks.sender.handover.Finished;
import com.stairoids.webhooks.sender.handover.HandOver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A sender without HTTP: the real window, metadata, assignments and hand-over, and a list for requests in flight. */
final class SimulatedSender implements Assignments.Releaser {
    private final SimulatedKafka kafka;
    private final NaiveModel model;
    private final Random random;
    private final SimulatedConsumer consumer;
    private final Assignments assignments;
    private final HandOver handOver;
    private final List<Request> inFlight = new ArrayList<>();
    private final Map<Assignment, Long> positions = new HashMap<>();
    private final IdentityHashMap<ProducerRecord<String, byte[]>, Assignment> origins = new IdentityHashMap<>();

    private boolean expelled;

    SimulatedSender(
            SimulatedKafka kafka,
            NaiveModel model,
            Random random,
            String transactionalId,
            String memberId,
            Supplier<String> nonces) {
        this.kafka = kafka;
        this.model = model;
        this.random = random;
        consumer = new SimulatedConsumer(kafka, memberId);
        assignments = new Assignments(consumer);
        AtomicLong time = new AtomicLong();
        handOver = new HandOver(
                () -> new SimulatedProducer(kafka, transactionalId, this::isOfLivingAssignment),
                consumer,
                nonces,
                time::incrementAndGet,
                Duration.ofNanos(1),
                new Unheard());
        assignments.subscribe(this);
    }

    void generation(int known) {
        consumer.generation(known);
    }

    void assigned(TopicPartition partition) {
        assignments.onPartitionsAssigned(List.of(partition));
    }

    void revoked(TopicPartition partition) {
        assignments.onPartitionsRevoked(List.of(partition));
    }

    void lost(Collection<TopicPartition> partitions) {
        expelled = false;
        assignments.onPartitionsLost(partitions);
    }

    Collection<Assignment> assignments() {
        return assignments.current();
    }

    /** It has lost all that it has, and all that it takes up from here on, without knowing. */
    void expelled() {
        expelled = true;
        assignments.current().forEach(model::isOver);
    }

    /** Reads a few records of each of its partitions and starts what may start. */
    void poll() {
        assignments.pauseOrResume(false);
        if (expelled) {
            assignments.current().forEach(model::isOver);
        }
        for (Assignment assignment : assignments.current()) {
            if (!consumer.paused().contains(assignment.partition())) {
                read(assignment);
            }
            while (!assignment.beyondWindow().isEmpty()
                    && assignment
                            .window()
                            .reaches(assignment.beyondWindow().getFirst().offset())) {
                start(assignment, assignment.beyondWindow().removeFirst().offset());
            }
        }
    }

    /** One of the requests in flight is answered, whichever. */
    void answer() {
        if (inFlight.isEmpty()) {
            return;
        }
        Request request = inFlight.remove(random.nextInt(inFlight.size()));
        Spot spot = new Spot(request.assignment.partition(), request.offset);
        model.answered(spot);
        ProducerRecord<String, byte[]> entry =
                new ProducerRecord<>(Topic.ATTEMPTS.topicName(), spot.toString(), new byte[0]);
        origins.put(entry, request.assignment);
        request.assignment.answered();
        Decision decision = new Decision(Ending.DELIVERED, Optional.empty(), List.of(entry));
        handOver.hold(new Finished(request.assignment, request.offset, decision, 0));
    }

    void commit() {
        handOver.commit();
    }

    boolean isIdle() {
        return inFlight.isEmpty() && handOver.isEmpty();
    }

    @Override
    public void release(Collection<Assignment> leaving) {
        leaving.forEach(Assignment::stopTaking);
        for (int patience = random.nextInt(20); patience > 0; patience--) {
            answer();
            if (random.nextInt(3) == 0) {
                handOver.commit();
            }
        }
        leaving.forEach(Assignment::end);
        leaving.forEach(model::isOver);
    }

    @Override
    public void lose(Collection<Assignment> lost) {
        lost.forEach(Assignment::end);
    }

    private void read(Assignment assignment) {
        long from =
                positions.computeIfAbsent(assignment, begun -> begun.window().oldestUnfinished());
        int most = 1 + random.nextInt(8);
        for (long offset : List.copyOf(kafka.log(assignment.partition()).tailSet(from))) {
            if (most-- == 0) {
                return;
            }
            positions.put(assignment, offset + 1);
            if (!assignment.window().read(offset)) {
                continue;
            }
            if (assignment.window().reaches(offset) && assignment.beyondWindow().isEmpty()) {
                start(assignment, offset);
            } else {
                assignment
                        .beyondWindow()
                        .add(new ConsumerRecord<>(
                                assignment.partition().topic(),
                                assignment.partition().partition(),
                                offset,
                                "",
                                new byte[0]));
            }
        }
    }

    private void start(Assignment assignment, long offset) {
        model.posted(new Spot(assignment.partition(), offset), assignment);
        assignment.started();
        inFlight.add(new Request(assignment, offset));
    }

    private boolean isOfLivingAssignment(ProducerRecord<String, byte[]> record) {
        Assignment origin = origins.get(record);
        return origin != null && !origin.hasEnded();
    }

    private record Unheard() implements CommitListener {
        @Override
        public void committed(List<Finished> results) {}

        @Override
        public void tried(CommitOutcome outcome, Duration took) {}
    }

    private record Request(Assignment assignment, long offset) {}
}
