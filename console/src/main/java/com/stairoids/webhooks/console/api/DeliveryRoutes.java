package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryContents.DeliveryRecord;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.LogEntry;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.Lookup;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was sent, and what came of it. */
final class DeliveryRoutes {
    /** For what is read from Kafka: somebody waits. */
    static final Duration CONTENT_DEADLINE = Duration.ofSeconds(5);

    private final DeliveryLog log;
    private final DeliveryContents contents;

    DeliveryRoutes(DeliveryLog log, DeliveryContents contents) {
        this.log = log;
        this.contents = contents;
    }

    Map<String, Handler> handlers() {
        return Map.of("listDeliveries", this::list, "getDelivery", this::get, "listAttempts", this::attempts);
    }

    private Answer list(Request request) throws LogUnavailableException {
        Optional<DeliveryPosition> after = request.optional("cursor").flatMap(DeliveryPosition::parse);
        if (request.optional("cursor").isPresent() && after.isEmpty()) {
            return Problems.badCursor();
        }
        List<Violation> violations = Instants.violations(request, "from", "until");
        if (!violations.isEmpty()) {
            return Problems.badParameters(violations);
        }
        DeliveryPage page = log.list(DeliveryQuery.of(request.workspaceId())
                .ofEndpoint(request.optional("endpoint_id").orElse(null))
                .withStatuses(statuses(request))
                .withEventTypes(new HashSet<>(request.several("event_type")))
                .ofEvent(request.optional("event_id").orElse(null))
                .from(instant(request, "from"))
                .until(instant(request, "until"))
                .after(after.orElse(null))
                .atMost(request.number("limit", 50)));
        return Answer.of(
                200,
                new DeliveryList(
                        page.deliveries().stream().map(DeliveryView::of).toList(),
                        page.next() == null ? null : page.next().toString()));
    }

    private Answer get(Request request) throws LogUnavailableException {
        Optional<LoggedDelivery> delivery = find(request);
        if (delivery.isEmpty()) {
            return Problems.notFound();
        }
        if (request.extent() == Extent.WITHOUT_BODY) {
            return Answer.of(200, DeliveryView.of(delivery.get(), null, null));
        }
        Lookup<DeliveryRecord> body = contents.body(delivery.get(), CONTENT_DEADLINE);
        @Nullable
        String text = body instanceof Lookup.Found<DeliveryRecord>(DeliveryRecord found)
                ? new String(found.body(), StandardCharsets.UTF_8)
                : null;
        return Answer.of(200, DeliveryView.of(delivery.get(), text, AttemptView.status(body)));
    }

    private Answer attempts(Request request) throws LogUnavailableException {
        Optional<LoggedDelivery> delivery = find(request);
        if (delivery.isEmpty()) {
            return Problems.notFound();
        }
        List<LogEntry.Attempted> entries = delivery.get().attempts();
        List<Lookup<Attempted>> found = contents.attempts(delivery.get(), CONTENT_DEADLINE);
        List<AttemptView> views = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            views.add(AttemptView.of(entries.get(i), found.get(i)));
        }
        return Answer.of(200, new AttemptList(views));
    }

    private Optional<LoggedDelivery> find(Request request) throws LogUnavailableException {
        return log.find(request.workspaceId(), request.required("delivery_id"));
    }

    private static Set<DeliveryStatus> statuses(Request request) {
        return request.several("status").stream()
                .map(name -> DeliveryStatus.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static @Nullable Instant instant(Request request, String name) {
        return request.optional(name).map(Instant::parse).orElse(null);
    }
}
