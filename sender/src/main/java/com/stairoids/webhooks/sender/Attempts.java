package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.sender.admit.Admission;
import com.stairoids.webhooks.sender.admit.Lanes;
import com.stairoids.webhooks.sender.admit.Recipient;
import com.stairoids.webhooks.sender.admit.Reply;
import com.stairoids.webhooks.sender.admit.SubscriptionTable;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Delivery;
import com.stairoids.webhooks.sender.decide.Decider;
import com.stairoids.webhooks.sender.decide.Decision;
import com.stairoids.webhooks.sender.handover.Finished;
import com.stairoids.webhooks.sender.handover.HandOver;
import com.stairoids.webhooks.sender.measure.AttemptMeters;
import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.sign.RequestSigner;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a delivery whose turn it is to what follows from its attempt. The delivery loop's thread owns it; answers come from
 * other threads, through one queue.
 */
final class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final SubscriptionTable table;
    private final Lanes lanes;
    private final RequestSigner signer;
    private final HttpPoster poster;
    private final Decider decider;
    private final HandOver handOver;
    private final AttemptMeters meters;
    private final InstantSource clock;

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Deque<Delivery> awaitingTable = new ArrayDeque<>();

    Attempts(
            SubscriptionTable table,
            Lanes lanes,
            RequestSigner signer,
            HttpPoster poster,
            Decider decider,
            HandOver handOver,
            AttemptMeters meters,
            InstantSource clock) {
        this.table = table;
        this.lanes = lanes;
        this.signer = signer;
        this.poster = poster;
        this.decider = decider;
        this.handOver = handOver;
        this.meters = meters;
        this.clock = clock;
    }

    /** Has those that waited for the table take their turn again. */
    void resume() {
        int again = awaitingTable.size();
        for (int i = 0; i < again; i++) {
            lanes.enterAgain(awaitingTable.removeFirst());
        }
    }

    /** Deliveries that wait for the table to know what the router knew. */
    int awaitingTable() {
        return awaitingTable.size();
    }

    /** Forgets what waits and belongs to partitions that are let go. */
    void forget(Collection<Assignment> assignmentsGone) {
        awaitingTable.removeIf(delivery -> assignmentsGone.contains(delivery.assignment()));
    }

    void start(Delivery delivery) {
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
            case Admission.Unreadable(String why) -> notMade(delivery, "", why);
        }
    }

    /**
     * Takes the answers that have come.
     *
     * @param wait how long the first one is waited for
     * @throws InterruptedException where the loop's thread is to end
     */
    void takeAnswers(Duration wait) throws InterruptedException {
        Answer answer = wait.isZero() ? answers.poll() : answers.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        while (answer != null) {
            take(answer);
            answer = answers.poll();
        }
    }

    private void post(Delivery delivery, Recipient recipient) {
        SignedRequest request = signed(delivery, recipient);
        if (request == null) {
            return;
        }
        delivery.assignment().started();
        meters.posting(delivery.headers(), clock.instant());
        var _ = poster.post(request)
                .thenAccept(result -> answers.add(new Answer(delivery, request, result, System.nanoTime())));
    }

    /** Null where it cannot be signed, which ends the attempt. */
    private @Nullable SignedRequest signed(Delivery delivery, Recipient recipient) {
        try {
            return signer.sign(delivery, recipient, clock.instant());
        } catch (UndecryptableException e) {
            log.atError()
                    .addKeyValue("endpoint", delivery.endpoint())
                    .log("the endpoint's secret or headers cannot be decrypted with this sender's keyset");
            notMade(delivery, recipient.subscription().url(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void take(Answer answer) {
        Delivery delivery = answer.delivery;
        delivery.assignment().answered();
        lanes.settle(
                delivery,
                decider.reply(answer.result),
                Duration.ofMillis(answer.result.timings().totalMs()));
        Decision decision = decider.attempted(delivery, answer.request, answer.result);
        meters.posted(delivery.headers().cause(), decision.failure(), answer.result.timings());
        handOver.hold(new Finished(delivery.assignment(), delivery.offset(), decision, answer.knownNanos));
    }

    /** An attempt that fails here, not at the customer's. */
    private void notMade(Delivery delivery, String url, String why) {
        Decision decision = decider.notMade(delivery, url, why);
        meters.ended(delivery.headers().cause(), decision.failure());
        end(delivery, decision);
    }

    /** It ends without a request. */
    private void end(Delivery delivery, Decision decision) {
        lanes.settle(delivery, new Reply.None(), Duration.ZERO);
        handOver.hold(new Finished(delivery.assignment(), delivery.offset(), decision, System.nanoTime()));
    }

    private record Answer(Delivery delivery, SignedRequest request, PostResult result, long knownNanos) {}
}
