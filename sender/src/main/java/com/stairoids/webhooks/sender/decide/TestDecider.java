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
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What follows from the one attempt of a test delivery: an entry of the log and nothing else. */
public final class TestDecider {
    private final InstantSource clock;

    public TestDecider(InstantSource clock) {
        this.clock = clock;
    }

    /** A request was sent, or could not be. */
    public Decision attempted(Delivery delivery, SignedRequest request, PostResult result) {
        Request logged = new Request(request.url(), request.logged());
        return switch (result) {
            case PostResult.Answered(Response response, Timings timings) ->
                ended(delivery, logged, Decider.failure(response.status()).orElse(null), response, timings);
            case PostResult.Unanswered(FailureReason reason, String error, Response partial, Timings timings) ->
                ended(delivery, logged, new Failure(reason, Decider.bounded(error)), partial, timings);
        };
    }

    /** The request could not even be made, through no fault of the customer's. */
    public Decision notMade(Delivery delivery, String url, String error) {
        Failure failure = new Failure(FailureReason.SECRET_UNREADABLE, Decider.bounded(error));
        return ended(delivery, new Request(url, List.of()), failure, null, new Timings(clock.instant(), null, 0));
    }

    /** There is nobody to send it to, or nobody who waits for it. */
    public Decision cancelled(Delivery delivery, CancelReason reason) {
        return Decision.of(
                Ending.CANCELLED,
                Positions.log(delivery, new Cancelled(delivery.identity(), clock.instant(), 0, reason)));
    }

    /** A record that is no delivery is kept aside as it came, with the reason. */
    public Decision malformed(ConsumerRecord<String, byte[]> source, String error) {
        return new Decision(
                Ending.DEAD_LETTERED,
                Optional.of(FailureReason.MALFORMED_DELIVERY),
                List.of(Positions.malformed(source, error, clock.instant())));
    }

    /** A failed test is given up at once, and no dead letter is made of it: nobody asks for it again. */
    private Decision ended(
            Delivery delivery,
            Request request,
            @Nullable Failure failure,
            @Nullable Response response,
            Timings timings) {
        Outcome outcome = failure == null ? Outcome.DELIVERED : Outcome.FAILED;
        return new Decision(
                failure == null ? Ending.DELIVERED : Ending.DEAD_LETTERED,
                Optional.ofNullable(failure).map(Failure::reason),
                List.of(Positions.log(
                        delivery,
                        new Attempted(
                                delivery.identity(),
                                clock.instant(),
                                1,
                                outcome,
                                failure,
                                request,
                                response,
                                timings,
                                null))));
    }
}
