package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Sighting;
import com.stairoids.webhooks.endpoints.testdelivery.TestDelivery;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Test deliveries: asked for, and waited for. */
final class TestRoutes {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Set<DeliveryStatus> ENDED =
            Set.of(DeliveryStatus.DELIVERED, DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);

    private final EndpointRegistry endpoints;
    private final BiFunction<Sighting, EventType, TestDelivery> tests;
    private final DeliveryLog log;
    private final Duration patience;
    private final TestBounds bounds;

    /** @param tests asks for one */
    TestRoutes(
            EndpointRegistry endpoints,
            BiFunction<Sighting, EventType, TestDelivery> tests,
            DeliveryLog log,
            Duration patience,
            TestBounds bounds) {
        this.endpoints = endpoints;
        this.tests = tests;
        this.log = log;
        this.patience = patience;
        this.bounds = bounds;
    }

    Map<String, Handler> handlers() {
        return Map.of("testEndpoint", this::test);
    }

    private Answer test(Request request) {
        EndpointKey key = EndpointRoutes.key(request);
        Optional<Sighting> sighting = endpoints.look(key);
        if (sighting.isEmpty()) {
            return Problems.notFound();
        }
        String name = request.givenBody().path("event_type").asString();
        Optional<EventType> type = EventType.ofWireName(name);
        if (type.isEmpty()) {
            return Problems.unprocessable(List.of(new Violation(
                    "/event_type", null, "There is no such event type. Choose from " + EventType.wireNames() + ".")));
        }
        Optional<String> refusal = bounds.refusal(key);
        if (refusal.isPresent()) {
            return Problems.tooMany(refusal.get(), 60);
        }
        return outcome(key, tests.apply(sighting.get(), type.get()));
    }

    private Answer outcome(EndpointKey key, TestDelivery test) {
        Optional<LoggedDelivery> ended = awaited(key.workspaceId(), test.deliveryId());
        TestView view = new TestView(
                test.deliveryId(),
                test.eventId(),
                test.eventType(),
                ended.map(delivery -> delivery.status().wireName()).orElse("pending"),
                ended.map(DeliveryView::of).orElse(null));
        return ended.isPresent()
                ? Answer.of(200, view)
                : Answer.of(202, view)
                        .with(
                                "Location",
                                "/api/v1/workspaces/" + key.workspaceId() + "/deliveries/" + test.deliveryId());
    }

    private Optional<LoggedDelivery> awaited(String workspaceId, String deliveryId) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Optional<LoggedDelivery> ended = ended(workspaceId, deliveryId);
            for (long left = deadline - System.nanoTime(); ended.isEmpty() && left > 0; ) {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, BETWEEN_LOOKS.toNanos()));
                ended = ended(workspaceId, deliveryId);
                left = deadline - System.nanoTime();
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LogUnavailableException e) {
            // It was asked for all the same: the log will say what came of it.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<LoggedDelivery> ended(String workspaceId, String deliveryId) throws LogUnavailableException {
        return log.find(workspaceId, deliveryId).filter(delivery -> ENDED.contains(delivery.status()));
    }
}
