package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.sender.admit.Admission;
import com.stairoids.webhooks.sender.admit.Entry;
import com.stairoids.webhooks.sender.admit.Lanes;
import com.stairoids.webhooks.sender.admit.Recipient;
import com.stairoids.webhooks.sender.admit.Reply;
import com.stairoids.webhooks.sender.admit.SubscriptionTable;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.consume.Delivery;
import com.stairoids.webhooks.sender.decide.Decider;
import com.stairoids.webhooks.sender.decide.Positions;
import com.stairoids.webhooks.sender.handover.Finished;
import com.stairoids.webhooks.sender.handover.HandOver;
import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.sign.RequestSigner;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A delivery's way through the sender, top to bottom: consume, admit, sign, post, decide, hand over. One thread does all
 * of it but the waiting for answers, and so owns all state below; answers come in through one queue.
 */
final class DeliveryLoop implements Assignments.Releaser {
    private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);

    /** How long a poll waits for records: answers that come in meanwhile wait as long to be committed. */
    private static final Duration IDLE_POLL = Duration.ofMillis(10);

    /** How long answers are waited for while more work is ready than may start. */
    private static final Duration BUSY_WAIT = Duration.ofMillis(5);

    /** With an answer uncommitted for this long, nothing new is started: it would be sent again if this sender died. */
    private static final Duration OLDEST_UNCOMMITTED = Duration.ofSeconds(1);

    /**
     * With so long between two turns (a paused process, a broker that did not answer) somebody else may have the partitions:
     * the group gives them away after a silence of 10 s.
     */
    private static final long LONG_TURN = Duration.ofSeconds(5).toNanos();

    private final Consumer<String, byte[]> consumer;
    private final Assignments assignments;
    private final SubscriptionTable table;
    private final Lanes lanes;
    private final RequestSigner signer;
    private final HttpPoster poster;
    private final Decider decider;
    private final HandOver handOver;
    private final SenderSettings settings;
    private final InstantSource clock;

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Deque<Delivery> awaitingTable = new ArrayDeque<>();
    private long lastTurn = System.nanoTime();
    private volatile boolean stopping;

    DeliveryLoop(
            Consumer<String, byte[]> consumer,
            Assignments assignments,
            SubscriptionTable table,
            Lanes lanes,
            RequestSigner signer,
            HttpPoster poster,
            Decider decider,
            HandOver handOver,
            SenderSettings settings,
            InstantSource clock) {
        this.consumer = consumer;
        this.assignments = assignments;
        this.table = table;
        this.lanes = lanes;
        this.signer = signer;
        this.poster = poster;
        this.decider = decider;
        this.handOver = handOver;
        this.settings = settings;
        this.clock = clock;
    }

    /** Runs until {@link #stop}; then finishes what is in flight, within the bound, and commits it. */
    void run() {
        assignments.subscribe(this);
        while (!stopping) {
            boolean busy = lanes.waiting() > 0;
            consumer.poll(busy ? Duration.ZERO : IDLE_POLL).forEach(this::consume);
            resume();
            takeAnswers(Duration.ZERO);
            startWhatMay();
            takeAnswers(busy ? BUSY_WAIT : Duration.ZERO);
            parkAndAnnounce();
            if (handOver.isDue()) {
                handOver.commit();
            }
            assignments.pauseOrResume(isFull());
        }
        release(assignments.current());
    }

    void stop() {
        stopping = true;
    }

    private void consume(ConsumerRecord<String, byte[]> record) {
        Assignment assignment = assignments.of(record);
        if (!assignment.window().read(record.offset())) {
            return;
        }
        if (assignment.window().reaches(record.offset())
                && assignment.beyondWindow().isEmpty()) {
            admit(assignment, record);
        } else {
            assignment.beyondWindow().add(record);
        }
    }

    /** Takes up again what had to wait: for the window to move on, or for the table. */
    private void resume() {
        for (Assignment assignment : assignments.current()) {
            Deque<ConsumerRecord<String, byte[]>> waiting = assignment.beyondWindow();
            while (!waiting.isEmpty()
                    && assignment.window().reaches(waiting.getFirst().offset())) {
                admit(assignment, waiting.removeFirst());
            }
        }
        int again = awaitingTable.size();
        for (int i = 0; i < again; i++) {
            lanes.enterAgain(awaitingTable.removeFirst());
        }
    }

    private void admit(Assignment assignment, ConsumerRecord<String, byte[]> record) {
        try {
            DeliveryHeaders headers = DeliveryHeaders.of(record.headers());
            if (record.key() == null || record.value() == null) {
                throw new MalformedHeadersException("the record has no " + (record.key() == null ? "key" : "value"));
            }
            Optional<EndpointKey> endpoint =
                    EndpointKey.parse(EndpointKey.prefix(headers.workspaceId()) + record.key());
            if (endpoint.isEmpty()) {
                throw new MalformedHeadersException("the workspace's or the endpoint's id is none");
            }
            enter(new Delivery(assignment, record.offset(), endpoint.get(), headers, record.value()));
        } catch (MalformedHeadersException e) {
            log.atError()
                    .addKeyValue("partition", assignment.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", e.getMessage())
                    .log("record in deliveries is no delivery; kept aside as a dead letter");
            finish(
                    assignment,
                    record.offset(),
                    Positions.malformed(record, String.valueOf(e.getMessage()), clock.instant()));
        }
    }

    private void enter(Delivery delivery) {
        switch (lanes.enter(delivery)) {
            case Entry.Queued() -> {
                // Its turn comes.
            }
            case Entry.Parked(String reason) -> park(delivery, reason);
        }
    }

    private void park(Delivery delivery, String reason) {
        finish(delivery.assignment(), delivery.offset(), decider.parked(delivery, reason));
    }

    /** What was queued and is to wait elsewhere after all, and what the retry-scheduler is to know of its endpoint. */
    private void parkAndAnnounce() {
        lanes.takeParcels().forEach(parcel -> park(parcel.delivery(), parcel.reason()));
        lanes.takeAnnouncements()
                .forEach(announcement -> handOver.announce(announcement.assignment(), Positions.health(announcement)));
    }

    private void startWhatMay() {
        while (isSureOfPartitions() && handOver.oldestHeld().compareTo(OLDEST_UNCOMMITTED) < 0) {
            Optional<Delivery> next = lanes.next();
            if (next.isEmpty()) {
                return;
            }
            start(next.get());
        }
    }

    /** After a long turn nothing is started before a commit has shown that the partitions are still this sender's. */
    private boolean isSureOfPartitions() {
        long now = System.nanoTime();
        if (now - lastTurn > LONG_TURN) {
            log.atWarn()
                    .addKeyValue("paused-ms", Duration.ofNanos(now - lastTurn).toMillis())
                    .log("a turn took long; nothing is sent before the partitions are known to be this sender's still");
            handOver.prove(assignments.current());
        }
        lastTurn = now;
        return handOver.isProven();
    }

    private void start(Delivery delivery) {
        switch (Admission.of(delivery, table)) {
            case Admission.Send(Recipient recipient) -> {
                if (lanes.permits(delivery, recipient.subscription().rateLimit())) {
                    post(delivery, recipient);
                }
            }
            case Admission.Wait() -> {
                lanes.leave(delivery);
                awaitingTable.add(delivery);
            }
            case Admission.Cancel(var reason) -> end(delivery, decider.cancelled(delivery, reason));
            case Admission.Unreadable(String why) -> end(delivery, decider.notMade(delivery, "", why));
        }
    }

    private void post(Delivery delivery, Recipient recipient) {
        SignedRequest request;
        try {
            request = signer.sign(delivery, recipient, clock.instant());
        } catch (UndecryptableException e) {
            log.atError()
                    .addKeyValue("endpoint", delivery.endpoint())
                    .log("the endpoint's secret or headers cannot be decrypted with this sender's keyset");
            end(delivery, decider.notMade(delivery, recipient.subscription().url(), String.valueOf(e.getMessage())));
            return;
        }
        delivery.assignment().started();
        var _ = poster.post(request)
                .thenAccept(result -> answers.add(new Answer(delivery, request, result, System.nanoTime())));
    }

    private void takeAnswers(Duration wait) {
        Answer answer = nextAnswer(wait);
        while (answer != null) {
            answer.delivery.assignment().answered();
            lanes.settle(
                    answer.delivery,
                    decider.reply(answer.result),
                    Duration.ofMillis(answer.result.timings().totalMs()));
            handOver.hold(new Finished(
                    answer.delivery.assignment(),
                    answer.delivery.offset(),
                    decider.attempted(answer.delivery, answer.request, answer.result),
                    answer.knownNanos));
            answer = answers.poll();
        }
    }

    private @Nullable Answer nextAnswer(Duration wait) {
        try {
            return wait.isZero() ? answers.poll() : answers.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
            return null;
        }
    }

    /** It ends without a request. */
    private void end(Delivery delivery, List<ProducerRecord<String, byte[]>> records) {
        lanes.settle(delivery, new Reply.None(), Duration.ZERO);
        finish(delivery.assignment(), delivery.offset(), records);
    }

    private void finish(Assignment assignment, long offset, List<ProducerRecord<String, byte[]>> records) {
        handOver.hold(new Finished(assignment, offset, records, System.nanoTime()));
    }

    /**
     * Lets partitions go: nothing of them is started any more, what is in flight is waited for within the bound, and all
     * that is finished is committed. What has been read of the other partitions goes on meanwhile.
     */
    @Override
    public void release(Collection<Assignment> leaving) {
        leaving.forEach(Assignment::stopTaking);
        forget(leaving);
        long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
        while (isUnsettled(leaving) && System.nanoTime() < deadline) {
            takeAnswers(BUSY_WAIT);
            resume();
            startWhatMay();
            if (handOver.isDue()) {
                handOver.commit();
            }
        }
        leaving.forEach(Assignment::end);
        logRelease(leaving);
    }

    /** What is unsettled is sent again by the partitions' next owner. */
    private void logRelease(Collection<Assignment> left) {
        int requests = left.stream().mapToInt(Assignment::inFlight).sum();
        int results = handOver.heldOf(left);
        log.atLevel(requests + results > 0 ? Level.WARN : Level.INFO)
                .addKeyValue(
                        "partitions", left.stream().map(Assignment::partition).toList())
                .addKeyValue("requests", requests)
                .addKeyValue("results", results)
                .log("partitions let go, with so many requests not answered and results not committed in time");
    }

    /** Somebody else has them already: what comes of the requests in flight is void here. */
    @Override
    public void lose(Collection<Assignment> lost) {
        lost.forEach(Assignment::end);
        forget(lost);
    }

    private void forget(Collection<Assignment> assignmentsGone) {
        assignmentsGone.forEach(lanes::drop);
        awaitingTable.removeIf(delivery -> assignmentsGone.contains(delivery.assignment()));
    }

    private boolean isFull() {
        return lanes.isFull()
                || lanes.bytes() + handOver.bytes() >= settings.windowBytes()
                || awaitingTable.size() >= SenderSettings.WINDOW_DELIVERIES;
    }

    private boolean isUnsettled(Collection<Assignment> leaving) {
        return handOver.holdsAnyOf(leaving) || leaving.stream().anyMatch(assignment -> assignment.inFlight() > 0);
    }

    private record Answer(Delivery delivery, SignedRequest request, PostResult result, long knownNanos) {}
}
