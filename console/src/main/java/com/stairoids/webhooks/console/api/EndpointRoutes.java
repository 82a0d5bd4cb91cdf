package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Outcome;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workspace's endpoints. */
final class EndpointRoutes {
    private final EndpointRegistry reading;
    private final EndpointRegistry writing;
    private final InstantSource time;

    /** @param reading another registry than {@code writing}: a change that takes long keeps nobody from looking */
    EndpointRoutes(EndpointRegistry reading, EndpointRegistry writing, InstantSource time) {
        this.reading = reading;
        this.writing = writing;
        this.time = time;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listEndpoints", this::list,
                "createEndpoint", this::create,
                "getEndpoint", this::get,
                "updateEndpoint", this::update,
                "deleteEndpoint", this::delete,
                "rollSecret", this::roll,
                "endOverlap", this::endOverlap);
    }

    static EndpointKey key(Request request) {
        return new EndpointKey(request.workspaceId(), request.required("endpoint_id"));
    }

    private Answer list(Request request) {
        int limit = request.number("limit", 50);
        Optional<String> after =
                request.optional("cursor").map(EndpointRoutes::decoded).orElse(Optional.of(""));
        return after.map(id -> page(request.workspaceId(), id, limit)).orElseGet(Problems::badCursor);
    }

    private Answer page(String workspaceId, String after, int limit) {
        List<Endpoint> rest = reading.list(workspaceId).stream()
                .filter(endpoint -> endpoint.id().compareTo(after) > 0)
                .toList();
        List<Endpoint> page = rest.stream().limit(limit).toList();
        return Answer.of(
                200,
                new EndpointPage(
                        page.stream()
                                .map(endpoint -> EndpointView.of(endpoint, time.instant()))
                                .toList(),
                        rest.size() > limit ? encoded(page.getLast().id()) : null));
    }

    private Answer create(Request request) {
        return switch (writing.create(EndpointForms.newEndpoint(
                request.workspaceId(),
                request.givenBody(),
                request.optional("Idempotency-Key").orElse(null)))) {
            case Outcome.Created(Endpoint endpoint, SigningSecret secret) ->
                shown(201, endpoint, secret)
                        .with(
                                "Location",
                                "/api/v1/workspaces/" + request.workspaceId() + "/endpoints/" + endpoint.id());
            case Outcome.MadeBefore(Endpoint endpoint) -> shown(200, endpoint, null);
            case Outcome.NameTaken taken -> Problems.conflict(taken.describe());
            case Outcome.Refused refused -> refused(refused);
            case Outcome.Contended contended -> Problems.unavailable(contended.describe());
        };
    }

    private Answer get(Request request) {
        return reading.look(key(request))
                .map(sighting -> shown(200, sighting.endpoint(), null))
                .orElseGet(Problems::notFound);
    }

    private Answer update(Request request) {
        return switch (writing.update(key(request), EndpointForms.patch(request.givenBody()), version(request))) {
            case Outcome.Changed(Endpoint endpoint) -> shown(200, endpoint, null);
            case Outcome.Refused refused -> refused(refused);
            case Outcome.Unmet unmet -> unmet(unmet);
        };
    }

    private Answer delete(Request request) {
        return switch (writing.remove(key(request), version(request))) {
            case Outcome.Removed _ -> Answer.nothing();
            case Outcome.Unmet unmet -> unmet(unmet);
        };
    }

    private Answer roll(Request request) {
        String overlap = request.givenBody().path("overlap").asString("PT0S");
        return switch (writing.rollSecret(key(request), Duration.parse(overlap), version(request))) {
            case Outcome.Rolled rolled -> shown(200, rolled.endpoint(), rolled.secret());
            case Outcome.Refused refused -> refused(refused);
            case Outcome.Unmet unmet -> unmet(unmet);
        };
    }

    private Answer endOverlap(Request request) {
        return switch (writing.endOverlap(key(request), version(request))) {
            case Outcome.Changed(Endpoint endpoint) -> shown(200, endpoint, null);
            case Outcome.Unmet unmet -> unmet(unmet);
        };
    }

    private Answer shown(int status, Endpoint endpoint, @Nullable SigningSecret secret) {
        return Answer.of(status, EndpointView.of(endpoint, time.instant(), secret))
                .with("ETag", "\"" + endpoint.version() + "\"");
    }

    private static Answer refused(Outcome.Refused refused) {
        return Problems.unprocessable(refused.refusals().stream()
                .map(refusal -> new Violation(
                        refusal.member().isEmpty() ? null : "/" + refusal.member(), null, refusal.reason()))
                .toList());
    }

    private static Answer unmet(Outcome.Unmet unmet) {
        return switch (unmet) {
            case Outcome.NotFound _ -> Problems.notFound();
            case Outcome.Stale stale ->
                Answer.of(Problems.stale(stale.describe())
                        .withVersion(stale.present().version()));
            case Outcome.Contended contended -> Problems.unavailable(contended.describe());
        };
    }

    private static long version(Request request) {
        return Long.parseLong(request.required("If-Match").replace("\"", ""));
    }

    private static String encoded(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String cursor) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                    .filter(Identifiers::isOpaqueId);
        } catch (IllegalArgumentException e) {
            // It was not made here.
            return Optional.empty();
        }
    }
}
