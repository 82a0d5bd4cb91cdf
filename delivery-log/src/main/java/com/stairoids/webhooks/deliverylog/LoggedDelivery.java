package com.stairoids.webhooks.deliverylog;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A delivery, as the log has it.
 *
 * @param identity whose it is and what it is about; its {@code body} is where the body was seen last
 * @param position where it stands in the log
 * @param state how it stands
 * @param entries what happened to it, oldest first; beyond {@link #MOST_ENTRIES} the oldest are forgotten
 */
public record LoggedDelivery(
        DeliveryIdentity identity, DeliveryPosition position, DeliveryState state, List<LogEntry> entries) {
    /** Bound on the entries of a delivery: six attempts, and what one in great trouble may see besides. */
    public static final int MOST_ENTRIES = 64;

    public LoggedDelivery {
        entries = List.copyOf(entries);
    }

    /** When it first appeared in the log, by Kafka's clock; what filters by time go by. */
    public Instant loggedAt() {
        return Instant.ofEpochMilli(position.time());
    }

    public DeliveryStatus status() {
        return state.status();
    }

    /** The attempts among the entries, oldest first. */
    public List<LogEntry.Attempted> attempts() {
        return of(LogEntry.Attempted.class).toList();
    }

    /** The deliveries that replay this one, in the order in which they were asked for. */
    public List<String> replayedAs() {
        return of(LogEntry.Replayed.class)
                .map(LogEntry.Replayed::replayDeliveryId)
                .toList();
    }

    private <E extends LogEntry> Stream<E> of(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }
}
