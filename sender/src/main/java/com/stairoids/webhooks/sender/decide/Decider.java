package com.stairoids.webhooks.sender.decide;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.attempt.Happening.DeadLettered;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.NextAttempt;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Parked;
import com.stairoids.webhooks.schemas.attempt.Happening.Request;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.admit.Reply;
import com.stairoids.webhooks.sender.consume.Delivery;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import com.stairoids.webhooks.settings.RetryDelays;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an attempt, as records: an entry of the log, and, after a failure, the delivery's next position: the
 * tier after this attempt, or the dead-letter topic after the sixth. Any 2xx is a success (public documentation, Retry
 * Policy); every failure takes the same path.
 */
public final class Decider {
    /** Failures that say that nobody answers there. */
    private static final Set<FailureReason> NOBODY_THERE = EnumSet.of(
            FailureReason.TIMEOUT,
            FailureReason.CONNECT_TIMEOUT,
            FailureReason.CONNECT_FAILED,
            FailureReason.DNS_FAILED,
            FailureReason.TLS_FAILED,
            FailureReason.CONNECTION_CLOSED);

    private final RetryDelays delays;
    private final InstantSource clock;

    public Decider(RetryDelays delays, InstantSource clock) {
        this.delays = delays;
        this.clock = clock;
    }

    /** A request was sent, or could not be. */
    public Decision attempted(Delivery delivery, SignedRequest request, PostResult result) {
        Request logged = new Request(request.url(), request.logged());
        return switch (result) {
            case PostResult.Answered(Response response, Timings timings) -> {
                Instant now = clock.instant();
                Optional<Failure> failure = failure(response.status());
                yield failure.isEmpty()
                        ? Decision.of(Ending.DELIVERED, delivered(delivery, logged, response, timings))
                        : failed(delivery, logged, failure.get(), response, timings, RetryAfter.of(response, now));
            }
            case PostResult.Unanswered(FailureReason reason, String error, Response partial, Timings timings) ->
                failed(delivery, logged, new Failure(reason, bounded(error)), partial, timings, Duration.ZERO);
        };
    }

    /** What the attempt says about its endpoint. */
    public Reply reply(PostResult result) {
        return switch (result) {
            case PostResult.Answered(Response response, Timings _) ->
                new Reply.Answered(RetryAfter.of(response, clock.instant()));
            case PostResult.Unanswered(FailureReason reason, String error, Response _, Timings _) ->
                NOBODY_THERE.contains(reason)
                        ? new Reply.Unanswered(bounded(error))
                        : new Reply.Answered(Duration.ZERO);
        };
    }

    /** It is to wait for its endpoint, at no cost to its attempts; {@code reason} is a sentence for the customer. */
    public Decision parked(Delivery delivery, String reason) {
        Instant now = clock.instant();
        DeliveryHeaders headers = delivery.headers();
        return new Decision(
                Ending.PARKED,
                Optional.empty(),
                List.of(
                        Positions.log(delivery, new Parked(delivery.identity(), now, headers.attempt(), reason)),
                        Positions.at(
                                Topic.PARKED,
                                delivery,
                                headers.parking(headers.parking().parked(now)))));
    }

    /** The request could not even be made, through no fault of the customer's. */
    public Decision notMade(Delivery delivery, String url, String error) {
        Failure failure = new Failure(FailureReason.SECRET_UNREADABLE, bounded(error));
        Timings timings = new Timings(clock.instant(), null, 0);
        return failed(delivery, new Request(url, List.of()), failure, null, timings, Duration.ZERO);
    }

    /** The endpoint was gone or disabled when the attempt was due. */
    public Decision cancelled(Delivery delivery, CancelReason reason) {
        return Decision.of(
                Ending.CANCELLED,
                Positions.log(
                        delivery,
                        new Cancelled(
                                delivery.identity(),
                                clock.instant(),
                                delivery.headers().attempt(),
                                reason)));
    }

    /** A record that is no delivery is kept aside as it came, with the reason: there is nobody to send it to. */
    public Decision malformed(ConsumerRecord<String, byte[]> source, String error) {
        return new Decision(
                Ending.DEAD_LETTERED,
                Optional.of(FailureReason.MALFORMED_DELIVERY),
                List.of(Positions.malformed(source, error, clock.instant())));
    }

    private ProducerRecord<String, byte[]> delivered(
            Delivery delivery, Request request, Response response, Timings timings) {
        int attempt = delivery.headers().attempt() + 1;
        return Positions.log(
                delivery,
                new Attempted(
                        delivery.identity(),
                        clock.instant(),
                        attempt,
                        Outcome.DELIVERED,
                        null,
                        request,
                        response,
                        timings,
                        null));
    }

    private Decision failed(
            Delivery delivery,
            Request request,
            Failure failure,
            @Nullable Response response,
            Timings timings,
            Duration retryAfter) {
        Instant now = clock.instant();
        DeliveryHeaders after = delivery.headers().failed(timings.startedAt(), failure.error());
        Optional<RetryTier> tier = RetryTier.afterFailure(after.attempt()).map(next -> noEarlier(next, retryAfter));
        Optional<Instant> due = tier.map(delays::of).map(now::plus);
        NextAttempt next = tier.map(waits ->
                        new NextAttempt(due.orElseThrow(), waits.topic().topicName()))
                .orElse(null);
        Happening attempted = new Attempted(
                delivery.identity(), now, after.attempt(), Outcome.FAILED, failure, request, response, timings, next);
        if (tier.isPresent()) {
            return new Decision(
                    Ending.RETRIED,
                    Optional.of(failure.reason()),
                    List.of(
                            Positions.log(delivery, attempted),
                            Positions.at(tier.get().topic(), delivery, after.dueAt(due.orElseThrow()))));
        }
        Integer lastStatus = response == null ? null : (Integer) response.status();
        Happening died = new DeadLettered(delivery.identity(), now, after.attempt(), failure, lastStatus);
        return new Decision(
                Ending.DEAD_LETTERED,
                Optional.of(failure.reason()),
                List.of(
                        Positions.log(delivery, attempted),
                        Positions.log(delivery, died),
                        Positions.dead(delivery, after, failure.reason(), lastStatus, now)));
    }

    /** The first tier from {@code tier} on that waits as long as was asked for; the last one where none does. */
    private RetryTier noEarlier(RetryTier tier, Duration retryAfter) {
        return Arrays.stream(RetryTier.values())
                .filter(other -> other.compareTo(tier) >= 0)
                .filter(other -> delays.of(other).compareTo(retryAfter) >= 0)
                .findFirst()
                .orElse(retryAfter.isZero() ? tier : List.of(RetryTier.values()).getLast());
    }

    /** Why that answer is none; empty for a success. */
    static Optional<Failure> failure(int status) {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        if (status == 410) {
            return Optional.of(new Failure(FailureReason.GONE, "The endpoint answered 410 (Gone)."));
        }
        if (status >= 300 && status < 400) {
            return Optional.of(new Failure(
                    FailureReason.REDIRECT,
                    "The endpoint answered " + status + ": redirects are not followed. Register the final URL."));
        }
        return Optional.of(new Failure(FailureReason.HTTP_STATUS, "The endpoint answered " + status + "."));
    }

    static String bounded(String error) {
        return HeaderText.cut(error, DeliveryHeaders.LAST_ERROR_BYTES);
    }
}
