package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.sender.admit.Recipient;
import com.stairoids.webhooks.sender.admit.SubscriptionTable;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Assignments;
import com.stairoids.webhooks.sender.consume.Delivery;
import com.stairoids.webhooks.sender.decide.Decision;
import com.stairoids.webhooks.sender.decide.TestDecider;
import com.stairoids.webhooks.sender.handover.Finished;
import com.stairoids.webhooks.sender.handover.HandOver;
import com.stairoids.webhooks.sender.measure.AttemptMeters;
import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.sign.RequestSigner;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A test delivery's way through the sender, beside that of all others: one attempt, whatever the endpoint's status,
 * breaker, rate limit and backlog, and an entry of the log. One thread does all of it but the waiting for answers, and so
 * owns all state below; answers come in through one queue.
 */
final class TestLoop implements Assignments.Releaser {
    /** Most tests in flight, for which the HTTP client must have connections besides those for deliveries. */
    static final int REQUESTS = 32;

    /** Most of them to one endpoint, so that one that hangs leaves room for the others. */
    static final int REQUESTS_PER_ENDPOINT = 4;

    /**
     * Read and not started; beyond, no more are read. More than wait for one endpoint that hangs: what two consoles let
     * through (40 a minute) less what times out (18 a minute) comes to 330 within {@link #LONGEST_WAIT}.
     */
    private static final int MOST_WAITING = 1000;

    /** What was not begun for so long is not sent: whoever pressed Test has gone, and would wonder. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final Duration POLL = Duration.ofMillis(20);

    private final Consumer<String, byte[]> consumer;
    private final Assignments assignments;
    private final SubscriptionTable table;
    private final HttpPoster poster;
    private final HandOver handOver;
    private final AttemptMeters meters;
    private final Duration drainTimeout;
    private final InstantSource clock;
    private final TestDecider decider;
    private final RequestSigner signer = new RequestSigner();

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<EndpointKey, Integer> inFlight = new HashMap<>();
    private volatile boolean stopping;

    TestLoop(
            Consumer<String, byte[]> consumer,
            Assignments assignments,
            SubscriptionTable table,
            HttpPoster poster,
            HandOver handOver,
            AttemptMeters meters,
            Duration drainTimeout,
            InstantSource clock) {
        this.consumer = consumer;
        this.assignments = assignments;
        this.table = table;
        this.poster = poster;
        this.handOver = handOver;
        this.meters = meters;
        this.drainTimeout = drainTimeout;
        this.clock = clock;
        this.decider = new TestDecider(clock);
    }

    /** Runs until {@link #stop}; then finishes what is in flight, within the bound, and commits it. */
    void run() {
        assignments.subscribe(this);
        while (!stopping) {
            consumer.poll(POLL).forEach(this::consume);
            resume();
            expireWaiting();
            startWhatMay();
            takeAnswers(Duration.ZERO);
            if (handOver.isDue()) {
                handOver.commit();
            }
            assignments.pauseOrResume(waiting.size() >= MOST_WAITING);
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

    private void resume() {
        for (Assignment assignment : assignments.current()) {
            while (!assignment.beyondWindow().isEmpty()
                    && assignment
                            .window()
                            .reaches(assignment.beyondWindow().getFirst().offset())) {
                admit(assignment, assignment.beyondWindow().removeFirst());
            }
        }
    }

    private void admit(Assignment assignment, ConsumerRecord<String, byte[]> record) {
        try {
            Delivery delivery = delivery(assignment, record);
            waiting.add(new Waiting(
                    delivery, Instant.ofEpochMilli(record.timestamp()).plus(LONGEST_WAIT)));
        } catch (MalformedHeadersException e) {
            finish(assignment, record.offset(), decider.malformed(record, String.valueOf(e.getMessage())));
        }
    }

    private static Delivery delivery(Assignment assignment, ConsumerRecord<String, byte[]> record)
            throws MalformedHeadersException {
        DeliveryHeaders headers = DeliveryHeaders.of(record.headers());
        Optional<EndpointKey> endpoint = EndpointKey.parse(EndpointKey.prefix(headers.workspaceId()) + record.key());
        if (endpoint.isEmpty() || record.value() == null) {
            throw new MalformedHeadersException("the record names no endpoint or has no value");
        }
        return new Delivery(assignment, record.offset(), endpoint.get(), headers, record.value());
    }

    /** Looked at each turn: an endpoint that hangs keeps its own waiting, and then what is behind them in Kafka. */
    private void expireWaiting() {
        Instant now = clock.instant();
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting test = each.next();
            if (test.until.isBefore(now)) {
                each.remove();
                finish(test.delivery, decider.cancelled(test.delivery, CancelReason.TEST_EXPIRED));
            }
        }
    }

    private void startWhatMay() {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext() && requests() < REQUESTS; ) {
            Delivery delivery = each.next().delivery;
            if (table.hasReached(delivery.headers().subscriptionOffset())
                    && inFlight.getOrDefault(delivery.endpoint(), 0) < REQUESTS_PER_ENDPOINT) {
                each.remove();
                start(delivery);
            }
        }
    }

    private int requests() {
        return inFlight.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void start(Delivery delivery) {
        Optional<SubscriptionTable.Entry> entry = table.find(delivery.endpoint());
        if (entry.isEmpty()) {
            finish(delivery, decider.cancelled(delivery, CancelReason.ENDPOINT_DELETED));
            return;
        }
        switch (entry.get()) {
            case SubscriptionTable.Entry.Known(Recipient recipient) -> post(delivery, recipient);
            case SubscriptionTable.Entry.Unreadable(String why) -> notMade(delivery, "", why);
        }
    }

    private void post(Delivery delivery, Recipient recipient) {
        SignedRequest request;
        try {
            request = signer.sign(delivery, recipient, clock.instant());
        } catch (UndecryptableException e) {
            notMade(delivery, recipient.subscription().url(), String.valueOf(e.getMessage()));
            return;
        }
        inFlight.merge(delivery.endpoint(), 1, Integer::sum);
        delivery.assignment().started();
        var _ = poster.post(request).thenAccept(result -> answers.add(new Answer(delivery, request, result)));
    }

    /** An attempt that fails here, not at the customer's. */
    private void notMade(Delivery delivery, String url, String why) {
        Decision decision = decider.notMade(delivery, url, why);
        meters.ended(Cause.TEST, decision.failure());
        finish(delivery, decision);
    }

    private void takeAnswers(Duration wait) {
        Answer answer = nextAnswer(wait);
        while (answer != null) {
            Delivery delivery = answer.delivery;
            delivery.assignment().answered();
            inFlight.computeIfPresent(delivery.endpoint(), (_, requests) -> requests == 1 ? null : requests - 1);
            Decision decision = decider.attempted(delivery, answer.request, answer.result);
            meters.posted(Cause.TEST, decision.failure(), answer.result.timings());
            finish(delivery, decision);
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

    private void finish(Delivery delivery, Decision decision) {
        finish(delivery.assignment(), delivery.offset(), decision);
    }

    private void finish(Assignment assignment, long offset, Decision decision) {
        handOver.hold(new Finished(assignment, offset, decision, System.nanoTime()));
    }

    /** Nothing of them is started any more; what is in flight is waited for within the bound, and committed. */
    @Override
    public void release(Collection<Assignment> leaving) {
        leaving.forEach(Assignment::stopTaking);
        forget(leaving);
        long deadline = System.nanoTime() + drainTimeout.toNanos();
        while (isUnsettled(leaving) && System.nanoTime() < deadline) {
            takeAnswers(POLL);
            if (handOver.isDue()) {
                handOver.commit();
            }
        }
        leaving.forEach(Assignment::end);
    }

    @Override
    public void lose(Collection<Assignment> lost) {
        lost.forEach(Assignment::end);
        forget(lost);
    }

    private void forget(Collection<Assignment> gone) {
        waiting.removeIf(test -> gone.contains(test.delivery.assignment()));
    }

    private boolean isUnsettled(Collection<Assignment> leaving) {
        return handOver.holdsAnyOf(leaving) || leaving.stream().anyMatch(assignment -> assignment.inFlight() > 0);
    }

    private record Waiting(Delivery delivery, Instant until) {}

    private record Answer(Delivery delivery, SignedRequest request, PostResult result) {}
}
