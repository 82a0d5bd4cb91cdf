package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is next, and who is to wait elsewhere. Each endpoint has a lane; lanes with work and room take turns, so that one
 * endpoint's backlog does not go before another's. What an endpoint cannot take waits here within its share of the window,
 * and beyond that in the retry-scheduler. Not thread-safe: the delivery loop owns it.
 */
public final class Lanes {
    private static final long REVIEW = Duration.ofMillis(100).toNanos();

    private final LaneRules rules;
    private final Window window;
    private final Supplier<String> epochs;
    private final LongSupplier nanoTime;
    private final InstantSource clock;

    private final Map<EndpointKey, Lane> lanes = new HashMap<>();
    private final Turns turns;
    private final Set<Lane> watched = new LinkedHashSet<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Announcement> announcements = new ArrayList<>();
    private LaneCounts counts = LaneCounts.NONE;
    private int waiting;
    private long nextReview;

    /**
     * @param epochs names for counts of grants, never the same twice
     * @param nanoTime a monotonic clock, which time-outs are measured by
     * @param clock the wall's, for what others are told
     */
    public Lanes(LaneRules rules, Supplier<String> epochs, LongSupplier nanoTime, InstantSource clock) {
        this.rules = rules;
        this.window = new Window(rules.windowBytes(), rules.windowDeliveries());
        this.turns = new Turns(rules);
        this.epochs = epochs;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.nextReview = nanoTime.getAsLong();
    }

    /** A delivery that was just read: queued behind its endpoint's others, or to be parked by the caller. */
    public Entry enter(Delivery delivery) {
        long now = now();
        Lane lane = lane(delivery, now);
        Entry entry = lane.enter(delivery, window, now);
        watch(lane);
        if (entry instanceof Entry.Queued) {
            queued(lane, delivery);
        }
        return entry;
    }

    /** A delivery that {@link #next} gave before and that {@link #leave} took back is queued again. */
    public void enterAgain(Delivery delivery) {
        Lane lane = lane(delivery, now());
        lane.queue(delivery);
        queued(lane, delivery);
    }

    private Lane lane(Delivery delivery, long now) {
        return lanes.computeIfAbsent(delivery.endpoint(), endpoint -> new Lane(endpoint, rules, epochs, now));
    }

    private void queued(Lane lane, Delivery delivery) {
        waiting++;
        window.take(delivery.body().length);
        turns.offer(lane);
    }

    /** The next delivery that may start, counted as in flight from here on; empty where none may. */
    public Optional<Delivery> next() {
        long now = now();
        turns.wake(now);
        for (Lane lane = turns.poll(); lane != null; lane = turns.poll()) {
            if (turns.mayStart(lane, now)) {
                return Optional.of(start(lane, now));
            }
            removeIfIdle(lane, now);
        }
        return Optional.empty();
    }

    private Delivery start(Lane lane, long now) {
        Delivery delivery = lane.start(now);
        waiting--;
        turns.started(lane);
        return delivery;
    }

    /**
     * Whether the endpoint's limit on requests per second lets {@code delivery}, which {@link #next} gave, start now; if
     * not, it is the endpoint's next one again.
     *
     * @param perSecond null for no limit
     */
    public boolean permits(Delivery delivery, @Nullable Integer perSecond) {
        long now = now();
        Lane lane = known(delivery);
        lane.rateLimit().set(perSecond, now);
        if (lane.rateLimit().next(now) <= now) {
            lane.rateLimit().started(now);
            return true;
        }
        lane.putBack(delivery);
        waiting++;
        ended(lane, now);
        return false;
    }

    /** A delivery that {@link #next} gave waits for something else, and will come again. */
    public void leave(Delivery delivery) {
        Lane lane = known(delivery);
        lane.leave(delivery);
        window.free(delivery.body().length);
        ended(lane, now());
    }

    /**
     * A delivery that {@link #next} gave is done with.
     *
     * @param took how long its attempt took; zero where there was none
     */
    public void settle(Delivery delivery, Reply reply, Duration took) {
        long now = now();
        Lane lane = known(delivery);
        evicted(lane.settle(delivery, reply, took, now));
        watch(lane);
        window.free(delivery.body().length);
        ended(lane, now);
    }

    private void watch(Lane lane) {
        if (lane.isWatched()) {
            watched.add(lane);
        }
    }

    private Lane known(Delivery delivery) {
        Lane lane = lanes.get(delivery.endpoint());
        if (lane == null) {
            throw new IllegalStateException("a delivery left a lane that it never entered");
        }
        return lane;
    }

    private void ended(Lane lane, long now) {
        turns.ended(lane);
        removeIfIdle(lane, now);
    }

    private void evicted(List<Parcel> evicted) {
        evicted.forEach(parcel -> forgotten(parcel.delivery()));
        parcels.addAll(evicted);
    }

    private void forgotten(Delivery delivery) {
        waiting--;
        window.free(delivery.body().length);
    }

    /** Deliveries that waited here and are to be parked by the caller. */
    public List<Parcel> takeParcels() {
        review();
        List<Parcel> taken = List.copyOf(parcels);
        parcels.clear();
        return taken;
    }

    /** What the retry-scheduler is to be told; told by the caller. */
    public List<Announcement> takeAnnouncements() {
        long now = now();
        watched.removeIf(lane -> !lane.isWatched());
        for (Lane lane : watched) {
            lane.news(now, clock)
                    .ifPresent(health -> announcements.add(new Announcement(lane.endpoint(), lane.home(), health)));
        }
        List<Announcement> taken = List.copyOf(announcements);
        announcements.clear();
        return taken;
    }

    private void review() {
        long now = now();
        if (now - nextReview < 0) {
            return;
        }
        nextReview = now + REVIEW;
        for (Iterator<Lane> each = lanes.values().iterator(); each.hasNext(); ) {
            Lane lane = each.next();
            int before = lane.isSlow() ? lane.inFlight() : 0;
            evicted(lane.review(now));
            watch(lane);
            turns.slowChanged((lane.isSlow() ? lane.inFlight() : 0) - before);
            if (lane.isForgettable(now) && lane.forget()) {
                announcements.add(new Announcement(lane.endpoint(), lane.home(), null));
            }
            if (lane.isIdle(now)) {
                each.remove();
            }
        }
        counts = LaneCounts.of(lanes.values());
    }

    /** How the endpoints do, as of a tenth of a second ago at most while parcels are taken. */
    public LaneCounts counts() {
        return counts;
    }

    /** Forgets what waits and belongs to a partition that is being let go. */
    public void drop(Assignment assignment) {
        long now = now();
        parcels.removeIf(parcel -> parcel.delivery().assignment() == assignment);
        announcements.removeIf(announcement -> announcement.assignment() == assignment);
        for (Lane lane : List.copyOf(lanes.values())) {
            lane.drop(assignment).forEach(this::forgotten);
            removeIfIdle(lane, now);
        }
    }

    /** Requests in flight. */
    public int inFlight() {
        return turns.inFlight();
    }

    /** Deliveries that wait for their turn. */
    public int waiting() {
        return waiting;
    }

    /** Size of the bodies that wait or are in flight. */
    public long bytes() {
        return window.bytes();
    }

    /** Whether nothing more may be read until something has ended. */
    public boolean isFull() {
        return window.isFull();
    }

    private void removeIfIdle(Lane lane, long now) {
        if (lane.isIdle(now)) {
            lanes.remove(lane.endpoint());
        }
    }

    private long now() {
        return nanoTime.getAsLong();
    }

    /**
     * What the retry-scheduler is to know of an endpoint.
     *
     * @param assignment whose owner may say so
     * @param health null where there is nothing to know any more
     */
    public record Announcement(
            EndpointKey endpoint,
            Assignment assignment,
            @Nullable EndpointHealth health) {}
}
