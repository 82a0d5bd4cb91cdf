package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.attempt.Happening.DeadLettered;
import com.stairoids.webhooks.schemas.attempt.Happening.Failure;
import com.stairoids.webhooks.schemas.attempt.Happening.Parked;
import com.stairoids.webhooks.schemas.attempt.Happening.Replayed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a happening makes of a delivery. Happenings of one delivery are appended in the order in which they happened: each
 * position is written by whoever had the one before, in the same transaction as the word about it. So the last word says how
 * the delivery stands, but for a cancellation, which ends only what has not ended: a sender that lost its position reads old
 * deliveries again, and cancels those that are out of time or whose endpoint is gone.
 */
final class Chronicle {
    private Chronicle() {}

    /**
     * The delivery after the happening.
     *
     * @param before null where the log does not have it
     * @param position where the happening's record stands
     * @return empty where it says nothing of a delivery that is in the log: that one is asked for again which went long ago,
     *     or cancelled which has ended
     */
    static Optional<LoggedDelivery> after(
            @Nullable LoggedDelivery before, Happening happening, DeliveryPosition position) {
        LogEntry entry = entry(happening, new LogEntry.Place(position.partition(), position.offset()));
        Optional<DeliveryState> state = state(happening);
        if (before == null) {
            return state.map(first -> new LoggedDelivery(happening.delivery(), position, first, List.of(entry)));
        }
        if (happening instanceof Cancelled && before.state().hasEnded()) {
            return Optional.empty();
        }
        return Optional.of(new LoggedDelivery(
                identity(before.identity(), happening.delivery()),
                before.position(),
                state.orElse(before.state()),
                appended(before.entries(), entry)));
    }

    /** Empty where it stands as before. */
    private static Optional<DeliveryState> state(Happening happening) {
        return switch (happening) {
            case Attempted attempted -> Optional.of(attempted(attempted));
            case Parked parked -> Optional.of(new DeliveryState.Parked(parked.at(), parked.reason()));
            case Cancelled cancelled -> Optional.of(new DeliveryState.Cancelled(cancelled.at(), cancelled.reason()));
            case DeadLettered dead ->
                Optional.of(new DeliveryState.Failed(dead.at(), dead.failure(), dead.lastStatus()));
            case Replayed _ -> Optional.empty();
        };
    }

    /** One that failed and has no other to come is given up, whether or not it becomes a dead letter. */
    private static DeliveryState attempted(Attempted attempted) {
        Failure failure = attempted.failure();
        if (failure == null) {
            return new DeliveryState.Delivered(attempted.at());
        }
        Happening.NextAttempt next = attempted.nextAttempt();
        return next == null
                ? new DeliveryState.Failed(attempted.at(), failure, status(attempted))
                : new DeliveryState.Retrying(attempted.at(), next.at());
    }

    private static LogEntry entry(Happening happening, LogEntry.Place place) {
        return switch (happening) {
            case Attempted attempted ->
                new LogEntry.Attempted(
                        attempted.at(),
                        attempted.attempt(),
                        attempted.failure(),
                        status(attempted),
                        attempted.timings().connectMs(),
                        attempted.timings().totalMs(),
                        attempted.nextAttempt() == null
                                ? null
                                : attempted.nextAttempt().at(),
                        place);
            case Parked parked -> new LogEntry.Parked(parked.at(), parked.reason());
            case Cancelled cancelled -> new LogEntry.Cancelled(cancelled.at(), cancelled.reason());
            case DeadLettered dead -> new LogEntry.DeadLettered(dead.at(), dead.failure());
            case Replayed replayed -> new LogEntry.Replayed(replayed.at(), replayed.replayDeliveryId());
        };
    }

    private static @Nullable Integer status(Attempted attempted) {
        return attempted.response() == null
                ? null
                : (Integer) attempted.response().status();
    }

    /** With the body's last place that is known: its topic keeps that for longest. */
    private static DeliveryIdentity identity(DeliveryIdentity before, DeliveryIdentity now) {
        return now.body() == null || Objects.equals(now.body(), before.body())
                ? before
                : new DeliveryIdentity(
                        before.id(),
                        before.eventId(),
                        before.eventType(),
                        before.workspaceId(),
                        before.endpointId(),
                        before.createdAt(),
                        before.cause(),
                        before.replayOf(),
                        now.body());
    }

    private static List<LogEntry> appended(List<LogEntry> entries, LogEntry entry) {
        List<LogEntry> all = new ArrayList<>(entries);
        all.add(entry);
        return all.size() > LoggedDelivery.MOST_ENTRIES ? all.subList(1, all.size()) : all;
    }
}
