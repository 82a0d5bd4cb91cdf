package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.DeliveryList;
import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.schemas.event.EventType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Delivery Log of an endpoint.
 *
 * @param path the endpoint's page
 * @param list null where it is not to be had
 * @param problem why not
 * @param seen differs wherever what is listed differs
 */
public record LogSection(
        String workspaceId,
        String path,
        LogFilter filter,
        @Nullable DeliveryList list,
        @Nullable Problem problem,
        String seen) {
    static final String ANCHOR = "#delivery-log";

    public List<DeliveryView> rows() {
        return list == null ? List.of() : list.data();
    }

    public List<DeliveryStatus> statuses() {
        return List.of(DeliveryStatus.values());
    }

    public List<EventType> eventTypes() {
        return List.of(EventType.values());
    }

    /** What is wrong with the filters, and what to do. */
    public List<String> violations() {
        return problem == null || problem.errors() == null
                ? List.of()
                : problem.errors().stream().map(LogSection::sentence).toList();
    }

    private static String sentence(Violation violation) {
        return switch (Objects.requireNonNullElse(violation.parameter(), "")) {
            case "status" -> "Status: there is no such one. Choose from the list.";
            case "event_type" -> "Event type: there is no such one. Choose from the list.";
            case "event_id" -> "Event ID: it is 1 to 128 of A-Z a-z 0-9 _ -. Copy it whole.";
            case "from" -> "From: this is no date with a time. Correct it, or leave it empty.";
            case "until" -> "Until: this is no date with a time. Correct it, or leave it empty.";
            case "cursor" -> "This page of the log is not known here. Begin with the newest.";
            default -> violation.detail();
        };
    }

    /** Whether asking again may help: not where the filters are wrong. */
    public boolean isLive() {
        return problem == null || problem.status() >= 500;
    }

    /** Where the same list is, for whoever keeps looking. */
    public String liveUrl() {
        return path + "/log" + filter.query();
    }

    public String newestUrl() {
        return path + filter.newest().query() + ANCHOR;
    }

    /** Where nothing is filtered. */
    public String allUrl() {
        return path + ANCHOR;
    }

    public boolean hasOlder() {
        return list != null && list.nextCursor() != null;
    }

    public String olderUrl() {
        String cursor = Objects.requireNonNull(list, "there is no list").nextCursor();
        return path
                + filter.olderThan(Objects.requireNonNull(cursor, "it is the last page"))
                        .query()
                + ANCHOR;
    }

    public String url(DeliveryView delivery) {
        return Paths.delivery(workspaceId, delivery.id());
    }
}
