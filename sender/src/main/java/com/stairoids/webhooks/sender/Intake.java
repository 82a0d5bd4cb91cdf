package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.sender.admit.Entry;
import com.stairoids.webhooks.sender.admit.Lanes;
import com.stairoids.webhooks.sender.admit.Parcel;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.consume.Delivery;
import com.stairoids.webhooks.sender.decide.Decider;
import com.stairoids.webhooks.sender.decide.Decision;
import com.stairoids.webhooks.sender.handover.Finished;
import com.stairoids.webhooks.sender.handover.HandOver;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in: from a polled record to its endpoint's lane, or to where it is to wait instead. The delivery loop owns it. */
final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Assignments assignments;
    private final Lanes lanes;
    private final Decider decider;
    private final HandOver handOver;

    Intake(Assignments assignments, Lanes lanes, Decider decider, HandOver handOver) {
        this.assignments = assignments;
        this.lanes = lanes;
        this.decider = decider;
        this.handOver = handOver;
    }

    /** A record that was just polled. */
    void consume(ConsumerRecord<String, byte[]> record) {
        Assignment assignment = assignments.of(record);
        if (!assignment.read(record)) {
            return;
        }
        if (assignment.window().reaches(record.offset())
                && assignment.beyondWindow().isEmpty()) {
            admit(assignment, record);
        } else {
            assignment.beyondWindow().add(record);
        }
    }

    /** Takes up again what had to wait for the window to move on. */
    void resume() {
        for (Assignment assignment : assignments.current()) {
            Deque<ConsumerRecord<String, byte[]>> waiting = assignment.beyondWindow();
            while (!waiting.isEmpty()
                    && assignment.window().reaches(waiting.getFirst().offset())) {
                admit(assignment, waiting.removeFirst());
            }
        }
    }

    /** What was queued and is to wait elsewhere after all. */
    void park(Parcel parcel) {
        park(parcel.delivery(), parcel.reason());
    }

    private void admit(Assignment assignment, ConsumerRecord<String, byte[]> record) {
        try {
            Delivery delivery = delivery(assignment, record);
            switch (lanes.enter(delivery)) {
                case Entry.Queued() -> {
                    // Its turn comes.
                }
                case Entry.Parked(String reason) -> park(delivery, reason);
            }
        } catch (MalformedHeadersException e) {
            log.atError()
                    .addKeyValue("partition", assignment.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", e.getMessage())
                    .log("record in deliveries is no delivery; kept aside as a dead letter");
            finish(assignment, record.offset(), decider.malformed(record, String.valueOf(e.getMessage())));
        }
    }

    private static Delivery delivery(Assignment assignment, ConsumerRecord<String, byte[]> record)
            throws MalformedHeadersException {
        DeliveryHeaders headers = DeliveryHeaders.of(record.headers());
        if (record.key() == null || record.value() == null) {
            throw new MalformedHeadersException("the record has no " + (record.key() == null ? "key" : "value"));
        }
        EndpointKey endpoint = EndpointKey.parse(EndpointKey.prefix(headers.workspaceId()) + record.key())
                .orElseThrow(() -> new MalformedHeadersException("the workspace's or the endpoint's id is none"));
        return new Delivery(assignment, record.offset(), endpoint, headers, record.value());
    }

    private void park(Delivery delivery, String reason) {
        finish(delivery.assignment(), delivery.offset(), decider.parked(delivery, reason));
    }

    private void finish(Assignment assignment, long offset, Decision decision) {
        handOver.hold(new Finished(assignment, offset, decision, System.nanoTime()));
    }
}
