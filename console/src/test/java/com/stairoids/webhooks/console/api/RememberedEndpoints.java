package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.endpoints.EndpointRules;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operations on endpoints over a map instead of Kafka, with versions as the registry has them. */
public final class RememberedEndpoints {
    public static final String SECRET = "whsec_" + "c2VjcmV0".repeat(5) + "c2V=";

    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

    private final Map<String, EndpointView> endpoints = new TreeMap<>();
    private final Map<String, String> madeByKey = new HashMap<>();
    private boolean answering = true;

    Map<String, Handler> handlers() {
        return Map.of(
                "listEndpoints", this::list,
                "createEndpoint", this::create,
                "getEndpoint", this::get,
                "updateEndpoint", request -> changed(request, view -> patched(view, request.givenBody()), null),
                "deleteEndpoint", this::delete,
                "rollSecret", request -> changed(request, view -> rolled(view, request.givenBody()), SECRET),
                "endOverlap", request -> changed(request, view -> copy(view, null, null), null));
    }

    public synchronized EndpointView remember(
            String workspaceId, String id, String name, @Nullable String description) {
        EndpointView view = new EndpointView(
                id,
                workspaceId,
                name,
                "https://example.com/in",
                List.of("signal.created"),
                EndpointStatus.ENABLED,
                description,
                List.of("X-Api-Key"),
                5,
                null,
                1,
                AT,
                AT,
                null);
        endpoints.put(id, view);
        return view;
    }

    public synchronized Optional<EndpointView> find(String id) {
        return Optional.ofNullable(endpoints.get(id));
    }

    private synchronized Answer list(Request request) {
        int limit = request.number("limit", 50);
        String after = request.optional("cursor").orElse("");
        List<EndpointView> rest = endpoints.values().stream()
                .filter(view -> view.workspaceId().equals(request.workspaceId()))
                .filter(view -> view.id().compareTo(after) > 0)
                .toList();
        List<EndpointView> page = rest.stream().limit(limit).toList();
        return Answer.of(
                200, new EndpointPage(page, rest.size() > limit ? page.getLast().id() : null));
    }

    /** Whether a single endpoint can be asked for; otherwise it is as if no broker answered. */
    public synchronized void answer(boolean whether) {
        answering = whether;
    }

    private synchronized Answer get(Request request) {
        if (!answering) {
            throw new TimeoutException("no broker here");
        }
        return present(request).map(view -> Answer.of(200, view)).orElseGet(Problems::notFound);
    }

    private synchronized Answer create(Request request) {
        String url = request.givenBody().path("url").asString();
        if (!url.startsWith("https://")) {
            return Problems.unprocessable(
                    List.of(new Violation("/url", null, "The URL is not https. Give one that begins with https://.")));
        }
        String key = request.optional("Idempotency-Key").orElse("none");
        if (madeByKey.containsKey(key)) {
            return Answer.of(200, Objects.requireNonNull(endpoints.get(madeByKey.get(key))));
        }
        String id = "ep_new" + endpoints.size();
        madeByKey.put(key, id);
        EndpointView made = remember(request.workspaceId(), id, "made", null);
        EndpointView view = patched(made, request.givenBody());
        endpoints.put(id, view);
        return Answer.of(201, copy(view, null, SECRET));
    }

    private synchronized Answer delete(Request request) {
        Answer answer = changed(request, view -> view, null);
        if (answer.status() == 200) {
            endpoints.remove(request.required("endpoint_id"));
            return Answer.nothing();
        }
        return answer;
    }

    private synchronized Answer changed(Request request, UnaryOperator<EndpointView> change, @Nullable String secret) {
        Optional<EndpointView> present = present(request);
        if (present.isEmpty()) {
            return Problems.notFound();
        }
        long version = present.get().version();
        if (version != Long.parseLong(request.required("If-Match").replace("\"", ""))) {
            return Answer.of(Problems.stale("Somebody else changed it: it is at version " + version + " now.")
                    .withVersion(version));
        }
        EndpointView next = change.apply(present.get());
        endpoints.put(next.id(), next);
        return Answer.of(200, secret == null ? next : copy(next, next.overlapEndsAt(), secret));
    }

    private Optional<EndpointView> present(Request request) {
        return find(request.required("endpoint_id"))
                .filter(view -> view.workspaceId().equals(request.workspaceId()));
    }

    private static EndpointView rolled(EndpointView view, JsonNode body) {
        Duration overlap = Duration.parse(body.path("overlap").asString("PT0S"));
        return copy(view, overlap.isZero() ? null : AT.plus(overlap), null);
    }

    private static EndpointView copy(EndpointView view, @Nullable Instant overlapEndsAt, @Nullable String secret) {
        return new EndpointView(
                view.id(),
                view.workspaceId(),
                view.name(),
                view.url(),
                view.eventTypes(),
                view.status(),
                view.description(),
                view.headerNames(),
                view.rateLimit(),
                overlapEndsAt,
                secret == null ? view.version() + 1 : view.version(),
                view.createdAt(),
                view.updatedAt(),
                secret);
    }

    /** As JSON Merge Patch has it, but for headers, of which the names that are set are kept. */
    private static EndpointView patched(EndpointView view, JsonNode body) {
        Set<String> headers = new TreeSet<>(view.headerNames());
        body.path("headers").forEachEntry((name, value) -> {
            var _ = value.isNull() ? headers.remove(name) : headers.add(name);
        });
        String url = text(body, "url", view.url());
        return new EndpointView(
                view.id(),
                view.workspaceId(),
                name(view, body, url),
                url,
                body.has("event_types")
                        ? body.path("event_types")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()
                        : view.eventTypes(),
                body.has("status")
                        ? EndpointStatus.valueOf(body.path("status").asString().toUpperCase(Locale.ROOT))
                        : view.status(),
                body.has("description") ? body.path("description").asString(null) : view.description(),
                List.copyOf(headers),
                body.has("rate_limit")
                        ? body.path("rate_limit").isNull()
                                ? null
                                : (Integer) body.path("rate_limit").asInt()
                        : view.rateLimit(),
                view.overlapEndsAt(),
                view.version() + 1,
                view.createdAt(),
                view.updatedAt(),
                null);
    }

    /** One that nobody gave follows the URL. */
    private static String name(EndpointView view, JsonNode body, String url) {
        boolean follows = body.has("name")
                ? body.path("name").isNull()
                : view.name().equals(EndpointRules.defaultName(view.url()));
        return follows ? EndpointRules.defaultName(url) : text(body, "name", view.name());
    }

    private static String text(JsonNode body, String name, String otherwise) {
        return body.hasNonNull(name) ? body.path(name).asString() : otherwise;
    }
}
