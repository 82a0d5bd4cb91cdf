package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.Lookup;
import com.stairoids.webhooks.deliverylog.browse.Statistician;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.delivery.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A delivery log that holds what it is told, newest last. */
final class RememberedDeliveries implements DeliveryLog, DeliveryContents {
    private final Map<String, LoggedDelivery> deliveries = new ConcurrentHashMap<>();
    private final Map<String, DeliveryRecord> bodies = new ConcurrentHashMap<>();
    private final Map<String, List<Attempted>> attempts = new ConcurrentHashMap<>();
    final AtomicInteger bodiesRead = new AtomicInteger();
    private volatile boolean answering = true;
    private volatile boolean deliversTests;

    /**
     * @param made null where what they sent and were answered is kept no more
     * @param body null where it is kept no more
     */
    void remember(LoggedDelivery delivery, @Nullable List<Attempted> made, @Nullable DeliveryRecord body) {
        String id = delivery.identity().id();
        deliveries.put(id, delivery);
        attempts.remove(id);
        bodies.remove(id);
        if (made != null) {
            attempts.put(id, made);
        }
        if (body != null) {
            bodies.put(id, body);
        }
    }

    /** Nothing of what it was told. */
    void forget() {
        deliveries.clear();
        attempts.clear();
        bodies.clear();
    }

    void remember(LoggedDelivery delivery, List<Attempted> made) {
        deliveries.put(delivery.identity().id(), delivery);
        attempts.put(delivery.identity().id(), made);
    }

    /** With a body and an attempt. */
    void remember(String workspaceId, String endpointId, String id, DeliveryState state) {
        LoggedDelivery delivery = SampleDeliveries.of(workspaceId, endpointId, id, Cause.EVENT, state);
        remember(delivery, List.of(SampleDeliveries.attempt(delivery)));
        bodies.put(id, SampleDeliveries.record(delivery));
    }

    void answer(boolean whether) {
        answering = whether;
    }

    /** Whether whatever is asked for and not here counts as a test that has arrived. */
    void deliverTests(boolean whether) {
        deliversTests = whether;
    }

    @Override
    public boolean isReady() {
        return answering;
    }

    @Override
    public Duration lag() {
        return Duration.ZERO;
    }

    @Override
    public DeliveryPage list(DeliveryQuery query) throws LogUnavailableException {
        List<LoggedDelivery> found = matching(query).toList();
        List<LoggedDelivery> page = found.stream().limit(query.limit()).toList();
        return new DeliveryPage(
                page, found.size() > page.size() ? page.getLast().position() : null);
    }

    private Stream<LoggedDelivery> matching(DeliveryQuery query) throws LogUnavailableException {
        requireAnswering();
        DeliveryPosition after = query.after();
        return deliveries.values().stream()
                .filter(delivery -> delivery.identity().workspaceId().equals(query.workspaceId()))
                .filter(delivery -> query.endpointId() == null
                        || query.endpointId().equals(delivery.identity().endpointId()))
                .filter(delivery ->
                        query.statuses().isEmpty() || query.statuses().contains(delivery.status()))
                .filter(delivery -> query.eventTypes().isEmpty()
                        || query.eventTypes().contains(delivery.identity().eventType()))
                .filter(delivery -> query.eventId() == null
                        || query.eventId().equals(delivery.identity().eventId()))
                .filter(delivery -> query.from() == null || !delivery.loggedAt().isBefore(query.from()))
                .filter(delivery -> query.until() == null || delivery.loggedAt().isBefore(query.until()))
                .filter(delivery -> after == null || delivery.position().time() < after.time())
                .sorted(Comparator.comparingLong(
                                (LoggedDelivery delivery) -> delivery.position().time())
                        .reversed());
    }

    @Override
    public Optional<LoggedDelivery> find(String workspaceId, String deliveryId) throws LogUnavailableException {
        requireAnswering();
        if (deliversTests) {
            return Optional.of(SampleDeliveries.delivered(workspaceId, "ep_1", deliveryId, Cause.TEST));
        }
        return Optional.ofNullable(deliveries.get(deliveryId))
                .filter(delivery -> delivery.identity().workspaceId().equals(workspaceId));
    }

    @Override
    public List<EndpointActivity> activities(String workspaceId) throws LogUnavailableException {
        return matching(DeliveryQuery.of(workspaceId))
                .collect(Collectors.groupingBy(delivery -> delivery.identity().endpointId()))
                .entrySet()
                .stream()
                .map(entry -> activity(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static EndpointActivity activity(String endpointId, List<LoggedDelivery> newestFirst) {
        return new EndpointActivity(
                endpointId,
                newestFirst.stream().collect(Collectors.groupingBy(LoggedDelivery::status, Collectors.counting())),
                Set.of("signal.created"),
                null,
                newestFirst.stream()
                        .filter(delivery -> delivery.status() != DeliveryStatus.DELIVERED)
                        .findFirst()
                        .map(delivery -> new EndpointActivity.FailedAttempt(
                                delivery.state().since(), delivery.identity().id(), SampleDeliveries.FAILURE, 500))
                        .orElse(null));
    }

    @Override
    public Optional<EndpointActivity> activity(String workspaceId, String endpointId) throws LogUnavailableException {
        requireAnswering();
        return Optional.empty();
    }

    @Override
    public EndpointStatistics statistics(
            String workspaceId, String endpointId, Instant from, Instant until, Duration step)
            throws LogUnavailableException {
        requireAnswering();
        // Refuses what the log refuses.
        var _ = new Statistician(List::of).statistics(workspaceId, endpointId, from, until, step);
        var busy = new EndpointStatistics.Interval(
                from,
                until,
                new EndpointStatistics.Counts(3, 1, 3, 0, 0),
                new EndpointStatistics.Latency(4, 10, 20, 30, 40, 50));
        var idle = new EndpointStatistics.Interval(
                from,
                until,
                new EndpointStatistics.Counts(0, 0, 0, 0, 0),
                new EndpointStatistics.Latency(0, 0, 0, 0, 0, 0));
        return new EndpointStatistics(busy, List.of(busy, idle));
    }

    @Override
    public Lookup<DeliveryRecord> body(LoggedDelivery delivery, Duration deadline) {
        bodiesRead.incrementAndGet();
        DeliveryRecord body = bodies.get(delivery.identity().id());
        return body == null ? new Lookup.Expired<>() : new Lookup.Found<>(body);
    }

    @Override
    public List<Lookup<Attempted>> attempts(LoggedDelivery delivery, Duration deadline) {
        List<Attempted> made = attempts.get(delivery.identity().id());
        return made == null
                ? delivery.attempts().stream()
                        .<Lookup<Attempted>>map(_ -> new Lookup.Expired<>())
                        .toList()
                : made.stream().<Lookup<Attempted>>map(Lookup.Found::new).toList();
    }

    void requireAnswering() throws LogUnavailableException {
        if (!answering) {
            throw new LogUnavailableException("it is being read");
        }
    }
}
