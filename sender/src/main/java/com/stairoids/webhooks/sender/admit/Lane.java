package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.health.EndpointHealth.State;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint: its deliveries that wait here, and all that says whether the next may start, or whether it is to wait in
 * the retry-scheduler instead. Times are in nanoseconds of the loop's clock. Not thread-safe: the delivery loop owns it.
 */
final class Lane {
    static final String BEHIND = "Others of the endpoint's deliveries wait before it.";
    static final String TOO_MANY = "More comes than the endpoint takes at once.";
    static final String ASKED = "The endpoint asked to be left alone for a while.";

    /** A pause that is shorter is waited for here. */
    private static final long LONG_PAUSE = Duration.ofSeconds(5).toNanos();

    /** However long an endpoint asks to be left alone. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** After which an endpoint that takes everything is forgotten. */
    private static final long IDLE = Duration.ofMinutes(1).toNanos();

    /** After which an endpoint that does not answer, and that nothing comes for, is forgotten. */
    private static final long ABANDONED = Duration.ofMinutes(10).toNanos();

    /** Most parked deliveries that an endpoint is given ahead of its requests. */
    private static final int MOST_AHEAD = 1000;

    private final EndpointKey endpoint;
    private final LaneRules rules;
    private final LaneQueue queue = new LaneQueue();
    private final Flow flow;
    private final RateLimit rateLimit = new RateLimit();
    private final Health health;
    private Breaker breaker = Breaker.Closed.NEW;
    private @Nullable Assignment home;
    private long pausedUntil;
    private boolean hasTurn;

    Lane(EndpointKey endpoint, LaneRules rules, Supplier<String> epochs, long now) {
        this.endpoint = endpoint;
        this.rules = rules;
        this.flow = new Flow(rules.requestsPerEndpoint(), now);
        this.health = new Health(epochs);
        this.pausedUntil = now;
    }

    EndpointKey endpoint() {
        return endpoint;
    }

    /** A delivery that was just read. */
    Entry enter(Delivery delivery, Window window, long now) {
        flow.came(now);
        home = delivery.assignment();
        Parking.Release release = delivery.headers().parking().release();
        if (release != null) {
            health.received(release, now);
        }
        Optional<String> obstacle = obstacle(release != null, delivery.body().length, window, now);
        if (obstacle.isPresent()) {
            return new Entry.Parked(obstacle.get());
        }
        queue(delivery);
        return new Entry.Queued();
    }

    /** One that was here before, and had to wait for something else. */
    void queue(Delivery delivery) {
        queue.add(delivery);
    }

    private Optional<String> obstacle(boolean released, int size, Window window, long now) {
        if (breaker instanceof Breaker.Open open) {
            if (!open.mayProbe(now) && (!released || open.probing())) {
                return Optional.of(open.why());
            }
            breaker = open.probe();
            return Optional.empty();
        }
        if (pausedUntil - now > LONG_PAUSE) {
            health.saturate(ASKED, now);
            return Optional.of(ASKED);
        }
        if (!released && health.state() == State.SATURATED) {
            return Optional.of(BEHIND);
        }
        if (isLimited(now) && !window.leavesRoom(queue.size() + flow.inFlight(), queue.bytes(), size)) {
            health.saturate(TOO_MANY, now);
            return Optional.of(TOO_MANY);
        }
        return Optional.empty();
    }

    /** Whether it is the endpoint, not the sender, that keeps the next one waiting. */
    private boolean isLimited(long now) {
        return flow.isFull() || startableAt(now) > now || flow.isSlow();
    }

    boolean hasRoom() {
        return !queue.isEmpty() && !flow.isFull();
    }

    /** When the next may start, as far as time is what it waits for. */
    long startableAt(long now) {
        return Math.max(pausedUntil, rateLimit.next(now));
    }

    Delivery start(long now) {
        flow.started(now);
        return queue.start();
    }

    /** A request that was to start may not: it is the next one again. */
    void putBack(Delivery delivery) {
        flow.left();
        queue.putBack(delivery);
    }

    RateLimit rateLimit() {
        return rateLimit;
    }

    /** Something that {@link #start} gave is no more: attempted, ended otherwise, or waiting for something else. */
    void leave(Delivery delivery) {
        flow.left();
        queue.left(delivery);
    }

    /** An attempt ended; returns those that are to wait in the retry-scheduler because of it. */
    List<Parcel> settle(Delivery delivery, Reply reply, Duration took, long now) {
        flow.ended(now);
        queue.left(delivery);
        return switch (reply) {
            case Reply.Answered(Duration pause) -> answered(pause, took, now);
            case Reply.Unanswered(String why) -> unanswered(delivery, why, took, now);
            case Reply.None() -> {
                breaker = breaker.notProbed();
                yield List.of();
            }
        };
    }

    private List<Parcel> answered(Duration pause, Duration took, long now) {
        flow.answered(took, now);
        if (breaker instanceof Breaker.Open) {
            health.saturate(BEHIND, now);
        }
        breaker = breaker.answered();
        if (pause.isZero()) {
            return List.of();
        }
        pausedUntil = Math.max(
                pausedUntil,
                now + Collections.min(List.of(pause, LONGEST_PAUSE)).toNanos());
        if (pausedUntil - now <= LONG_PAUSE) {
            return List.of();
        }
        health.saturate(ASKED, now);
        return evict(_ -> true, ASKED);
    }

    private List<Parcel> unanswered(Delivery delivery, String why, Duration took, long now) {
        boolean wasOpen = breaker instanceof Breaker.Open;
        flow.unanswered(took);
        breaker = breaker.unanswered(delivery.headers().deliveryId(), why, now, rules.breaker());
        if (wasOpen || !(breaker instanceof Breaker.Open)) {
            return List.of();
        }
        health.open(why, now);
        return evict(_ -> true, why);
    }

    /**
     * What must be looked at now and then; returns those that are to wait in the retry-scheduler: they wait for their
     * endpoint, and the partition's window cannot go on without them.
     */
    List<Parcel> review(long now) {
        flow.review(now);
        if (health.state() == State.SATURATED && queue.isEmpty() && health.isStarved(now)) {
            health.close(now);
        }
        giveUpLostProbe();
        if (breaker instanceof Breaker.Open || queue.isEmpty() || !isLimited(now)) {
            return List.of();
        }
        List<Parcel> late = evict(
                waiting -> waiting.assignment().window().behind(waiting.offset()) > OffsetWindow.SPAN / 2, TOO_MANY);
        if (!late.isEmpty()) {
            health.saturate(TOO_MANY, now);
        }
        return late;
    }

    /** A probe that went with its partition, or waits for something else, finds nothing out: the next one may. */
    private void giveUpLostProbe() {
        if (queue.isEmpty() && flow.inFlight() == 0) {
            breaker = breaker.notProbed();
        }
    }

    private List<Parcel> evict(Predicate<Delivery> which, String reason) {
        return queue.evict(which).stream()
                .map(delivery -> new Parcel(delivery, reason))
                .toList();
    }

    /** Forgets what waits and belongs to a partition that is let go; with its last one, also what is known of the endpoint. */
    List<Delivery> drop(Assignment assignment) {
        List<Delivery> dropped = queue.evict(delivery -> delivery.assignment() == assignment);
        if (home == assignment) {
            var _ = forget();
        }
        return dropped;
    }

    /** What the retry-scheduler is to be told, if anything. */
    Optional<EndpointHealth> news(long now, InstantSource clock) {
        if (!health.isWatched()) {
            return Optional.empty();
        }
        int ahead = rateLimit.atMost(flow.perSecond(MOST_AHEAD));
        if (breaker instanceof Breaker.Open open) {
            health.notBefore(open.nextProbe());
            health.room(1);
        } else {
            health.notBefore(pausedUntil - now > 0 ? (Long) pausedUntil : null);
            health.room(ahead - queue.size());
        }
        return health.news(ahead / 4, now, clock);
    }

    /** Whether nothing has come for so long that what is known of the endpoint is of no use any more. */
    boolean isForgettable(long now) {
        long patience = health.isWatched() && health.state() == State.CLOSED ? IDLE : ABANDONED;
        return queue.isEmpty() && flow.inFlight() == 0 && flow.silentFor(now) > patience;
    }

    /** Returns whether the retry-scheduler knew of it, and is to forget it too. */
    boolean forget() {
        boolean known = health.isWatched();
        health.forget();
        breaker = Breaker.Closed.NEW;
        return known;
    }

    /** Whether there is nothing to know of it. */
    boolean isIdle(long now) {
        return queue.isEmpty()
                && flow.inFlight() == 0
                && !hasTurn
                && !health.isWatched()
                && breaker.equals(Breaker.Closed.NEW)
                && startableAt(now) <= now;
    }

    Assignment home() {
        return Objects.requireNonNull(home, "nothing has come yet");
    }

    boolean isWatched() {
        return health.isWatched();
    }

    /** What the retry-scheduler is told of it, or would be. */
    State state() {
        return health.state();
    }

    int inFlight() {
        return flow.inFlight();
    }

    boolean isSlow() {
        return flow.isSlow();
    }

    boolean hasTurn() {
        return hasTurn;
    }

    void turn(boolean given) {
        hasTurn = given;
    }
}
