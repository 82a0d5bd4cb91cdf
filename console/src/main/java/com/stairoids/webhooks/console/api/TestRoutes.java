package com.stairoids.webhooks.console.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Test deliveries: asked for, and waited for. */
final class TestRoutes {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Set<DeliveryStatus> ENDED =
            Set.of(DeliveryStatus.DELIVERED, DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);

    private final EndpointRegistry endpoints;
    private final BiFunction<Sighting, EventType, TestDelivery> tests;
    private final DeliveryLog log;
    private final Duration patience;
    private final int mostPerMinute;
    private final Cache<EndpointKey, AtomicInteger> sentInMinute =
            Caffeine.newBuilder().expireAfterWrite(MINUTE).build();

    /** @param tests asks for one */
    TestRoutes(
            EndpointRegistry endpoints,
            BiFunction<Sighting, EventType, TestDelivery> tests,
            DeliveryLog log,
            Duration patience,
            int mostPerMinute) {
        this.endpoints = endpoints;
        this.tests = tests;
        this.log = log;
        this.patience = patience;
        this.mostPerMinute = mostPerMinute;
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
        if (sentInMinute.get(key, _ -> new AtomicInteger()).incrementAndGet() > mostPerMinute) {
            return Problems.tooMany(
                    "At most " + mostPerMinute + " tests a minute are sent to one endpoint. Wait a minute.", 60);
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
            while (System.nanoTime() < deadline) {
                Optional<LoggedDelivery> ended =
                        log.find(workspaceId, deliveryId).filter(delivery -> ENDED.contains(delivery.status()));
                if (ended.isPresent()) {
                    return ended;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LogUnavailableException e) {
            // It was asked for all the same: the log will say what came of it.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
