package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Anything that may happen, and anything that may be asked, to few deliveries of few endpoints, so that it often meets. */
public final class RandomHappenings {
    private static final List<String> WORKSPACES = List.of("ws_1", "ws_10", "ws_2");
    private static final List<String> ENDPOINTS = List.of("ep_1", "ep_10", "ep_2");
    private static final List<String> TYPES = List.of("signal.created", "signal.scored", "account.score_changed");

    private final Random random;
    private final int deliveries;

    /** @param deliveries that there are at most in each workspace */
    public RandomHappenings(long seed, int deliveries) {
        this.random = new Random(seed);
        this.deliveries = deliveries;
    }

    /** A delivery always has the same endpoint, event and type. */
    public Happening next(Instant at) {
        int number = random.nextInt(deliveries);
        Happenings delivery = new Happenings(
                Happenings.identity(
                        pick(WORKSPACES),
                        ENDPOINTS.get(number % ENDPOINTS.size()),
                        "dlv_" + number,
                        "evt_" + number / 7,
                        TYPES.get(number / 3 % TYPES.size()),
                        number % 11 == 0 ? Cause.TEST : Cause.EVENT),
                at);
        return switch (random.nextInt(9)) {
            case 0 -> delivery.parked();
            case 1 -> delivery.cancelled();
            case 2 -> delivery.deadLettered();
            case 3 -> delivery.replayedAs("dlv_replay_" + random.nextInt(1000));
            case 4 -> delivery.failedLast(6, random.nextInt(9_000));
            case 5, 6 -> delivery.failed(1, random.nextInt(9_000));
            case 7 -> delivery.unanswered(1, FailureReason.CONNECT_FAILED, random.nextInt(9_000));
            default -> delivery.delivered(1, random.nextInt(9_000));
        };
    }

    /** Of times from {@code first} to {@code last}. */
    public DeliveryQuery query(Instant first, Instant last) {
        return DeliveryQuery.of(pick(WORKSPACES))
                .ofEndpoint(random.nextInt(4) == 0 ? null : pick(ENDPOINTS))
                .withStatuses(some(Arrays.asList(DeliveryStatus.values())))
                .withEventTypes(some(TYPES))
                .ofEvent(random.nextInt(4) == 0 ? "evt_" + random.nextInt(1 + deliveries / 7) : null)
                .from(random.nextBoolean() ? null : between(first, last))
                .until(random.nextBoolean() ? null : between(first, last))
                .atMost(1 + random.nextInt(20));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    private Instant between(Instant first, Instant last) {
        return first.plusNanos(random.nextLong(1 + last.toEpochMilli() - first.toEpochMilli()) * 1_000_000
                + random.nextInt(2) * 1000L);
    }

    private <T> Set<T> some(List<T> all) {
        return random.nextBoolean()
                ? Set.of()
                : Stream.generate(() -> pick(all)).limit(1 + random.nextInt(2)).collect(Collectors.toSet());
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
