package com.stairoids.webhooks.sender.decide;

import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.sender.consume.Delivery;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What follows from the one attempt of a test delivery: an entry of the log and nothing else. */
public final class TestDecider {
    private final InstantSource clock;

    public TestDecider(InstantSource clock) {
        this.clock = clock;
    }

    /** A request was sent, or could not be. */
    public List<ProducerRecord<String, byte[]>> attempted(Delivery delivery, SignedRequest request, PostResult result) {
        Request logged = new Request(request.url(), request.logged());
        return switch (result) {
            case PostResult.Answered(Response response, Timings timings) ->
                ended(delivery, logged, Decider.failure(response.status()).orElse(null), response, timings);
            case PostResult.Unanswered(FailureReason reason, String error, Response partial, Timings timings) ->
                ended(delivery, logged, new Failure(reason, Decider.bounded(error)), partial, timings);
        };
    }

    /** The request could not even be made, through no fault of the customer's. */
    public List<ProducerRecord<String, byte[]>> notMade(Delivery delivery, String url, String error) {
        Failure failure = new Failure(FailureReason.SECRET_UNREADABLE, Decider.bounded(error));
        return ended(delivery, new Request(url, List.of()), failure, null, new Timings(clock.instant(), null, 0));
    }

    /** There is nobody to send it to, or nobody who waits for it. */
    public List<ProducerRecord<String, byte[]>> cancelled(Delivery delivery, CancelReason reason) {
        return List.of(Positions.log(delivery, new Cancelled(delivery.identity(), clock.instant(), 0, reason)));
    }

    private List<ProducerRecord<String, byte[]>> ended(
            Delivery delivery,
            Request request,
            @Nullable Failure failure,
            @Nullable Response response,
            Timings timings) {
        Outcome outcome = failure == null ? Outcome.DELIVERED : Outcome.FAILED;
        return List.of(Positions.log(
                delivery,
                new Attempted(
                        delivery.identity(), clock.instant(), 1, outcome, failure, request, response, timings, null)));
    }
}
