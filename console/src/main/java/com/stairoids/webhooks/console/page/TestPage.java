package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.AttemptList;
import com.stairoids.webhooks.console.api.AttemptView;
import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.api.TestView;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.event.Identifiers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** The button Test: sends a sample, and shows what came of it. */
final class TestPage {
    static final String TEST = "test";
    static final String UNTIL = "look-until";

    /** How long a result is looked for beyond the operation's own wait: no sender takes a test up that is older. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Views views;
    private final Operations operations;
    private final InstantSource time;

    TestPage(Views views, Operations operations, InstantSource time) {
        this.views = views;
        this.operations = operations;
        this.time = time;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.post(Paths.ENDPOINT + "/test", Access.ADMIN, this::send),
                PageRoute.get(Paths.ENDPOINT + "/test/{delivery_id}", Access.VIEWER, this::look));
    }

    TestSection section(PageRequest request, EndpointView endpoint) {
        String asked = request.query().text(TEST);
        @Nullable TestResult result = Identifiers.isOpaqueId(asked) ? result(request, asked) : null;
        return new TestSection(
                path(request),
                List.of(EventType.values()),
                result == null || result.delivery() == null
                        ? endpoint.eventTypes().getFirst()
                        : result.delivery().eventType(),
                request.knownSession().csrf(),
                result);
    }

    private Answer send(PageRequest request) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("event_type", request.form().text("event_type"));
        return switch (operations.ask(TestView.class, "testEndpoint", request, Map.of(), body)) {
            case Asked.Found<TestView>(TestView test, int _) -> sent(request, test.deliveryId());
            case Asked.Refused<TestView>(Problem problem) -> views.problem(request, problem);
        };
    }

    private Answer sent(PageRequest request, String deliveryId) {
        TestResult result = result(request, deliveryId);
        return request.isPartial()
                ? views.part(200, "endpoint/test-result.jte", result)
                : Views.redirect(result.againUrl());
    }

    private Answer look(PageRequest request) {
        return operations
                .ask(EndpointView.class, "getEndpoint", request)
                .shown(
                        _ -> looked(request, result(request, request.variable("delivery_id"))),
                        problem -> views.problem(request, problem));
    }

    private Answer looked(PageRequest request, TestResult result) {
        if (!request.isPartial()) {
            return Views.redirect(result.againUrl());
        }
        boolean unchanged = result.delivery() == null && result.isPatient();
        return unchanged ? Answer.nothing() : views.part(200, "endpoint/test-result.jte", result);
    }

    private TestResult result(PageRequest request, String deliveryId) {
        Map<String, String> parameters = Map.of("delivery_id", deliveryId);
        Instant until = until(request);
        @Nullable DeliveryView delivery = null;
        @Nullable AttemptView attempt = null;
        if (operations.askWithoutBody(request, parameters)
                        instanceof Asked.Found<DeliveryView>(DeliveryView found, int _)
                && found.endpointId().equals(request.endpointId())) {
            delivery = found;
            attempt = last(operations.ask(AttemptList.class, "listAttempts", request, parameters, null));
        }
        return new TestResult(
                path(request),
                request.workspaceId(),
                deliveryId,
                delivery,
                attempt,
                until,
                time.instant().isBefore(until));
    }

    private static @Nullable AttemptView last(Asked<AttemptList> asked) {
        return asked instanceof Asked.Found<AttemptList>(AttemptList attempts, int _)
                        && !attempts.data().isEmpty()
                ? attempts.data().getLast()
                : null;
    }

    /** As the URL says it, which nobody needs to be kept from changing: it bounds their own page's looking. */
    private Instant until(PageRequest request) {
        Instant latest = time.instant().plus(PATIENCE).truncatedTo(ChronoUnit.SECONDS);
        try {
            Instant asked = Instant.parse(request.query().text(UNTIL));
            return asked.isBefore(latest) ? asked : latest;
        } catch (DateTimeException e) {
            // It begins now.
            return latest;
        }
    }

    private static String path(PageRequest request) {
        return Paths.endpoint(request.workspaceId(), request.endpointId());
    }
}
