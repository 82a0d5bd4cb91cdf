package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.Deliveries.NOW;
import static com.stairoids.webhooks.sender.Deliveries.assignment;
import static com.stairoids.webhooks.sender.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.health.EndpointHealth.State;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which deliveries wait elsewhere, and what the retry-scheduler is told about their endpoint. */
class WhoIsParkedTest {
    private static final Duration TOOK = Duration.ofMillis(10);
    private static final Reply ANSWERED = new Reply.Answered(Duration.ZERO);
    private static final Reply TIMED_OUT = new Reply.Unanswered("No answer.");
    private static final int WINDOW = 100;

    private final AtomicLong nanos = new AtomicLong(1);
    private final AtomicLong epochs = new AtomicLong();
    private final Assignment assignment = assignment(0);
    private final List<EndpointHealth> told = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final Lanes lanes = new Lanes(
            new LaneRules(
                    4,
                    100,
                    1_000_000,
                    WINDOW,
                    new BreakerRules(20, 10, Duration.ofSeconds(30), Duration.ofSeconds(30))),
            () -> "epoch-" + epochs.incrementAndGet(),
            nanos::get,
            () -> NOW.plusNanos(nanos.get()));
    private long offset;

    @Test
    void whatIsWithinTheShareWaitsHere() {
        assertThat(enterFresh("ep_a", 40)).allMatch(Entry.Queued.class::isInstance);
        look();

        assertThat(told).isEmpty();
        assertThat(parcels).isEmpty();
    }

    @Test
    void whatIsBeyondTheShareIsParkedAndTheEndpointIsSaturated() {
        startAll();
        List<Entry> entries = enterFresh("ep_a", WINDOW);
        startAll();
        entries.addAll(enterFresh("ep_a", WINDOW));
        look();

        assertThat(entries).contains(new Entry.Parked(Lane.TOO_MANY), new Entry.Parked(Lane.BEHIND));
        assertThat(told).singleElement().satisfies(health -> {
            assertThat(health.state()).isEqualTo(State.SATURATED);
            assertThat(health.granted()).isZero();
            assertThat(health.reason()).isEqualTo(Lane.TOO_MANY);
        });
    }

    @Test
    void anEndpointThatTheSenderItselfIsTooBusyForIsNotParked() {
        assertThat(enterFresh("ep_a", WINDOW)).allMatch(Entry.Queued.class::isInstance);
        assertThat(lanes.isFull()).isTrue();
    }

    @Test
    void whatIsGrantedFollowsWhatHasCome() {
        saturate("ep_a");
        settleAll(ANSWERED);
        look();
        long granted = told.getLast().granted();
        String epoch = told.getLast().epoch();
        assertThat(granted).isEqualTo(4);

        for (long left = granted + 10; left > 10; left--) {
            assertThat(lanes.enter(released("ep_a", epoch, left))).isInstanceOf(Entry.Queued.class);
        }
        settleAll(ANSWERED);
        look();

        assertThat(told.getLast().granted()).isEqualTo(2 * granted);
    }

    @Test
    void theLastOneThatWasParkedOpensTheLaneForNewOnes() {
        saturate("ep_a");
        settleAll(ANSWERED);
        look();

        lanes.enter(released("ep_a", told.getLast().epoch(), 0));
        look();

        assertThat(told.getLast().state()).isEqualTo(State.CLOSED);
        assertThat(lanes.enter(fresh("ep_a"))).isInstanceOf(Entry.Queued.class);
    }

    @Test
    void oneThatFormerOwnersLetGoBeginsAnotherEpoch() {
        Entry entry = lanes.enter(released("ep_a", Parking.Release.UNASKED, 7));
        look();

        assertThat(entry).isInstanceOf(Entry.Queued.class);
        assertThat(told).singleElement().satisfies(health -> {
            assertThat(health.state()).isEqualTo(State.SATURATED);
            assertThat(health.granted()).isEqualTo(3);
        });
        assertThat(lanes.enter(fresh("ep_a"))).isEqualTo(new Entry.Parked(Lane.BEHIND));
    }

    @Test
    void whereNothingComesThoughItCouldTheLaneOpens() {
        saturate("ep_a");
        settleAll(ANSWERED);
        look();

        pass(Duration.ofSeconds(11));
        look();

        assertThat(told.getLast().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anEndpointThatDoesNotAnswerHasAllParkedAtNoCost() {
        openBreaker("ep_a");

        assertThat(told.getLast().state()).isEqualTo(State.OPEN);
        assertThat(parcels)
                .isNotEmpty()
                .allSatisfy(parcel -> assertThat(parcel.reason()).isEqualTo("No answer."));
        assertThat(lanes.waiting()).isZero();
        assertThat(lanes.enter(fresh("ep_a"))).isEqualTo(new Entry.Parked("No answer."));
    }

    @Test
    void anEndpointThatDoesNotAnswerIsGrantedOneProbeAtATime() {
        openBreaker("ep_a");
        EndpointHealth open = told.getLast();
        assertThat(open.granted()).isEqualTo(1);
        assertThat(open.notBefore()).isAfter(NOW.plusNanos(nanos.get()).plusSeconds(29));

        pass(Duration.ofSeconds(30));
        lanes.enter(released("ep_a", open.epoch(), 50));
        assertThat(lanes.enter(fresh("ep_a"))).isInstanceOf(Entry.Parked.class);
        settleAll(TIMED_OUT);
        look();

        assertThat(told.getLast().state()).isEqualTo(State.OPEN);
        assertThat(told.getLast().granted()).isEqualTo(2);
        assertThat(told.getLast().notBefore())
                .isAfter(NOW.plusNanos(nanos.get()).plusSeconds(29));
    }

    @Test
    void aNewDeliveryIsTheProbeWhereNoneIsParked() {
        openBreaker("ep_a");
        pass(Duration.ofSeconds(30));

        assertThat(lanes.enter(fresh("ep_a"))).isInstanceOf(Entry.Queued.class);
        assertThat(lanes.enter(fresh("ep_a"))).isInstanceOf(Entry.Parked.class);
    }

    @Test
    void aProbeThatWentWithItsPartitionDoesNotKeepOthersFromFindingOut() {
        openBreaker("ep_a");
        pass(Duration.ofSeconds(30));
        Assignment going = assignment(1);
        going.window().read(0);
        lanes.enter(delivery(going, 0, "ep_a"));
        lanes.enter(fresh("ep_a"));

        lanes.drop(going);
        pass(Duration.ofMillis(200));
        look();

        assertThat(lanes.enter(fresh("ep_a"))).isInstanceOf(Entry.Queued.class);
    }

    @Test
    void anEndpointWithARateIsGrantedNoMoreThanItTakesInTwoSeconds() {
        saturate("ep_a");
        lanes.enter(released("ep_a", Parking.Release.UNASKED, 50));
        Delivery next = startAll().getFirst();
        underWay.clear();
        assertThat(lanes.permits(next, 1)).isTrue();

        lanes.settle(next, ANSWERED, TOOK);
        look();

        assertThat(told.getLast().granted()).isEqualTo(2);
    }

    @Test
    void aProbeThatIsAnsweredLetsTheParkedOnesCome() {
        openBreaker("ep_a");
        pass(Duration.ofSeconds(30));
        lanes.enter(released("ep_a", told.getLast().epoch(), 50));

        settleAll(ANSWERED);
        look();

        assertThat(told.getLast().state()).isEqualTo(State.SATURATED);
        assertThat(told.getLast().granted()).isEqualTo(5);
        assertThat(told.getLast().notBefore()).isNull();
    }

    @Test
    void anEndpointThatAsksIsLeftAloneForSoLong() {
        enterFresh("ep_a", 10);

        settle(startAll(), new Reply.Answered(Duration.ofSeconds(60)));
        look();

        assertThat(parcels).hasSize(6).extracting(Parcel::reason).containsOnly(Lane.ASKED);
        assertThat(told.getLast().notBefore())
                .isEqualTo(NOW.plusNanos(nanos.get()).plusSeconds(60));
        assertThat(lanes.enter(fresh("ep_a"))).isEqualTo(new Entry.Parked(Lane.ASKED));
        assertThat(lanes.enter(fresh("ep_b"))).isInstanceOf(Entry.Queued.class);
    }

    @Test
    void aShortPauseIsWaitedForHere() {
        enterFresh("ep_a", 10);

        settle(startAll(), new Reply.Answered(Duration.ofSeconds(2)));
        look();

        assertThat(parcels).isEmpty();
        assertThat(startAll()).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(startAll()).hasSize(4);
    }

    @Test
    void whatAPartitionsWindowCannotGoOnWithoutIsParked() {
        enterFresh("ep_a", 6);
        startAll();
        for (int i = 0; i <= OffsetWindow.SPAN / 2; i++) {
            assignment.window().read(offset + i);
        }

        pass(Duration.ofMillis(200));
        look();

        assertThat(parcels).extracting(parcel -> parcel.delivery().offset()).containsExactly(4L, 5L);
    }

    @Test
    void endpointsThatAnswerSlowlyShareHalfOfTheRequests() {
        for (int i = 0; i < 25; i++) {
            enterFresh("ep_" + i, 4);
        }
        assertThat(startAll()).hasSize(100);
        pass(Duration.ofMillis(1200));
        look();
        pass(Duration.ofSeconds(9));
        settle(underWay, TIMED_OUT);
        for (int i = 0; i < 25; i++) {
            enterFresh("ep_" + i, 4);
        }

        assertThat(startAll()).hasSize(50);
        enterFresh("ep_healthy", 4);
        assertThat(startAll()).hasSize(4);
    }

    @Test
    void anEndpointThatTakesEverythingIsForgottenWithATombstone() {
        saturate("ep_a");
        settleAll(ANSWERED);
        look();
        lanes.enter(released("ep_a", told.getLast().epoch(), 0));
        settleAll(ANSWERED);
        look();

        pass(Duration.ofMinutes(2));

        lanes.takeParcels();
        assertThat(lanes.takeAnnouncements())
                .singleElement()
                .satisfies(last -> assertThat(last.health()).isNull());
        assertThat(lanes.takeAnnouncements()).isEmpty();
    }

    @Test
    void whoLosesThePartitionSaysNothingMore() {
        saturate("ep_a");

        lanes.drop(assignment);

        assertThat(lanes.takeAnnouncements()).isEmpty();
        assertThat(lanes.takeParcels()).isEmpty();
    }

    private final List<Delivery> underWay = new ArrayList<>();

    private void saturate(String endpoint) {
        enterFresh(endpoint, 4);
        startAll();
        enterFresh(endpoint, WINDOW);
        look();
        settle(underWay, ANSWERED);
        settleAll(ANSWERED);
        told.clear();
    }

    /** In the end 20 attempts of 20 deliveries within 40 s got no answer. */
    private void openBreaker(String endpoint) {
        enterFresh(endpoint, 40);
        for (int i = 0; i < 5; i++) {
            startAll();
            pass(Duration.ofSeconds(10));
            settle(underWay, TIMED_OUT);
        }
        look();
    }

    private List<Entry> enterFresh(String endpoint, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(lanes.enter(fresh(endpoint)));
        }
        return entries;
    }

    private Delivery fresh(String endpoint) {
        assignment.window().read(offset);
        return delivery(assignment, offset++, endpoint);
    }

    private Delivery released(String endpoint, String epoch, long left) {
        Delivery fresh = fresh(endpoint);
        Parking parking = Parking.NEVER.parked(NOW).released(NOW.plusSeconds(1), new Parking.Release(epoch, left));
        return new Delivery(
                assignment, fresh.offset(), fresh.endpoint(), fresh.headers().parking(parking), fresh.body());
    }

    private List<Delivery> startAll() {
        List<Delivery> started = new ArrayList<>();
        for (Optional<Delivery> next = lanes.next(); next.isPresent(); next = lanes.next()) {
            started.add(next.get());
        }
        underWay.addAll(started);
        return started;
    }

    private void settle(List<Delivery> deliveries, Reply reply) {
        for (Delivery delivery : List.copyOf(deliveries)) {
            underWay.remove(delivery);
            lanes.settle(delivery, reply, TOOK);
        }
    }

    private void settleAll(Reply reply) {
        for (List<Delivery> started = startAll(); !started.isEmpty(); started = startAll()) {
            settle(started, reply);
        }
    }

    private void look() {
        parcels.addAll(lanes.takeParcels());
        lanes.takeAnnouncements().forEach(announcement -> {
            if (announcement.health() != null) {
                told.add(announcement.health());
            }
        });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
