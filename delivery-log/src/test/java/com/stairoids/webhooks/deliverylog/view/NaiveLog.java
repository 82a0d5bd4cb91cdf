package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The delivery log in the plainest way there is: a list of all happenings, gone through for each question. */
public final class NaiveLog {
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private int count;

    /** @param at when it was appended */
    public void add(Happening happening, Instant at) {
        String key =
                happening.delivery().workspaceId() + " " + happening.delivery().id();
        count++;
        if (isToldOf(rows.get(key), happening)) {
            rows.computeIfAbsent(key, _ -> new Row(at, count, new ArrayList<>()))
                    .happenings()
                    .add(happening);
        }
    }

    private static boolean isToldOf(@Nullable Row row, Happening happening) {
        return switch (happening) {
            case Happening.Replayed _ -> row != null;
            case Happening.Cancelled _ ->
                row == null || row.status() == DeliveryStatus.RETRYING || row.status() == DeliveryStatus.PARKED;
            case Happening.Attempted _, Happening.Parked _, Happening.DeadLettered _ -> true;
        };
    }

    public void removeOlderThan(Instant oldest) {
        rows.values().removeIf(row -> row.at().isBefore(oldest));
    }

    /** The ids of all that match, newest first, whatever the query's limit. */
    public List<String> ids(DeliveryQuery query) {
        return matching(query)
                .sorted(Comparator.comparing(Row::at)
                        .thenComparingInt(Row::number)
                        .reversed())
                .map(row -> row.identity().id())
                .toList();
    }

    public Stream<Row> matching(DeliveryQuery query) {
        return rows.values().stream()
                .filter(row -> row.identity().workspaceId().equals(query.workspaceId()))
                .filter(row -> query.endpointId() == null
                        || row.identity().endpointId().equals(query.endpointId()))
                .filter(row ->
                        query.eventId() == null || row.identity().eventId().equals(query.eventId()))
                .filter(row -> isWanted(query.statuses(), row.status()))
                .filter(row -> isWanted(query.eventTypes(), row.identity().eventType()))
                .filter(row -> query.from() == null || !row.at().isBefore(query.from()))
                .filter(row -> query.until() == null || row.at().isBefore(query.until()));
    }

    private static <T> boolean isWanted(Set<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.contains(actual);
    }

    /** A delivery: when its first happening was appended, which one of all that was, and what happened to it. */
    public record Row(Instant at, int number, List<Happening> happenings) {
        public DeliveryIdentity identity() {
            return happenings.getFirst().delivery();
        }

        public DeliveryStatus status() {
            DeliveryStatus status = DeliveryStatus.RETRYING;
            for (Happening happening : happenings) {
                status = switch (happening) {
                    case Happening.Attempted attempted when attempted.failure() == null -> DeliveryStatus.DELIVERED;
                    case Happening.Attempted attempted ->
                        attempted.nextAttempt() == null ? DeliveryStatus.FAILED : DeliveryStatus.RETRYING;
                    case Happening.Parked _ -> DeliveryStatus.PARKED;
                    case Happening.Cancelled _ -> DeliveryStatus.CANCELLED;
                    case Happening.DeadLettered _ -> DeliveryStatus.FAILED;
                    case Happening.Replayed _ -> status;
                };
            }
            return status;
        }
    }
}
