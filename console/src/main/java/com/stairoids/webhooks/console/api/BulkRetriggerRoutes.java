package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.deadletters.replay.Endpoints;
import com.stairoids.webhooks.deadletters.replay.Replay;
import com.stairoids.webhooks.deadletters.replay.ReplayCount;
import com.stairoids.webhooks.deadletters.replay.ReplayListener;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Sighting;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asking for all failed deliveries of a time again: the replay of `dead-letters replay`, for one endpoint. */
final class BulkRetriggerRoutes {
    private static final int PER_SECOND = 50;
    private static final int MOST_LISTED = 50;

    private final EndpointRegistry endpoints;
    private final KafkaSettings kafka;
    private final BulkRetriggers running;
    private final InstantSource time;

    BulkRetriggerRoutes(EndpointRegistry endpoints, KafkaSettings kafka, BulkRetriggers running, InstantSource time) {
        this.endpoints = endpoints;
        this.kafka = kafka;
        this.running = running;
        this.time = time;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "retriggerFailed", this::begin,
                "listRetriggers", this::list,
                "getRetrigger", this::get,
                "cancelRetrigger", this::cancel);
    }

    private Answer begin(Request request) {
        EndpointKey key = EndpointRoutes.key(request);
        Optional<Sighting> sighting = endpoints.look(key);
        if (sighting.isEmpty()) {
            return Problems.notFound();
        }
        List<Violation> violations = violations(request.givenBody());
        if (!violations.isEmpty()) {
            return Problems.unprocessable(violations);
        }
        if (sighting.get().endpoint().subscription().status() == EndpointStatus.DISABLED) {
            return Problems.conflict("The endpoint is disabled: enable it first, or all of them would be cancelled.");
        }
        Instant since = Instant.parse(request.givenBody().path("since").asString());
        Instant until = request.givenBody().has("until")
                ? Instant.parse(request.givenBody().path("until").asString())
                : time.instant().truncatedTo(ChronoUnit.MILLIS);
        int perSecond = request.givenBody().path("per_second").asInt(PER_SECOND);
        return begun(key, since, until, perSecond);
    }

    private Answer begun(EndpointKey key, Instant since, Instant until, int perSecond) {
        DeadLetterFilter filter = DeadLetterFilter.any()
                .ofWorkspace(key.workspaceId())
                .ofEndpoint(key.endpointId())
                .since(since)
                .until(until);
        BulkRetrigger bulk = new BulkRetrigger(running.newId(time.instant()), key, since, until, time);
        return switch (running.start(bulk, begun -> run(begun, filter, perSecond))) {
            case BulkRetriggers.Start.STARTED ->
                Answer.of(202, bulk.view())
                        .with(
                                "Location",
                                "/api/v1/workspaces/" + key.workspaceId() + "/endpoints/" + key.endpointId()
                                        + "/retriggers/" + bulk.view().id());
            case BulkRetriggers.Start.ENDPOINT_IS_BUSY ->
                Problems.conflict("Another re-trigger of this endpoint is running. Wait for it, or cancel it.");
            case BulkRetriggers.Start.TOO_MANY_OF_WORKSPACE ->
                Problems.tooMany(
                        "Two re-triggers of this workspace are running already. Wait for one to end, or cancel it.",
                        30);
            case BulkRetriggers.Start.TOO_MANY ->
                Problems.tooMany("Too many re-triggers are running in this console. Wait for one to end.", 30);
        };
    }

    private Answer list(Request request) {
        EndpointKey key = EndpointRoutes.key(request);
        List<RetriggerView> known = running.of(key).stream()
                .limit(MOST_LISTED)
                .map(BulkRetrigger::view)
                .toList();
        return known.isEmpty() && endpoints.look(key).isEmpty()
                ? Problems.notFound()
                : Answer.of(200, new RetriggerList(known));
    }

    private Answer get(Request request) {
        return running.find(EndpointRoutes.key(request), request.required("retrigger_id"))
                .map(bulk -> Answer.of(200, bulk.view()))
                .orElseGet(Problems::notFound);
    }

    private Answer cancel(Request request) {
        Optional<BulkRetrigger> bulk = running.find(EndpointRoutes.key(request), request.required("retrigger_id"));
        if (bulk.isEmpty()) {
            return Problems.notFound();
        }
        try {
            bulk.get().cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.of(200, bulk.get().view());
    }

    private ReplayCount run(BulkRetrigger bulk, DeadLetterFilter filter, int perSecond) throws InterruptedException {
        bulk.planned(replay(filter).count(ReplayListener.NOBODY));
        return replay(filter).ask(perSecond, bulk);
    }

    private Replay replay(DeadLetterFilter filter) {
        return new Replay(
                kafka,
                filter,
                null,
                // Only of this endpoint, which is there and enabled; were it not any more, the sender would cancel
                // them.
                _ -> Endpoints.Standing.ENABLED,
                time.instant());
    }

    private static List<Violation> violations(JsonNode body) {
        List<Violation> violations = new ArrayList<>();
        for (String name : List.of("since", "until")) {
            if (body.has(name) && !Instants.isReal(body.path(name).asString())) {
                violations.add(new Violation("/" + name, null, "There is no such date or time. Correct it."));
            }
        }
        if (violations.isEmpty()
                && body.has("until")
                && !Instant.parse(body.path("until").asString())
                        .isAfter(Instant.parse(body.path("since").asString()))) {
            violations.add(new Violation("/until", null, "It is not after since. Choose a later one."));
        }
        return violations;
    }
}
