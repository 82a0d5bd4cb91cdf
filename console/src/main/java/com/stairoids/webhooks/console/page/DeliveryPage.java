package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.AttemptList;
import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.api.Retriggered;
import com.stairoids.webhooks.console.display.Timeline;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.settings.RetryDelays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery: how it stands, what was attempted and what will be, what was sent, and the button that sends it again. */
final class DeliveryPage {
    static final String RETRIGGERED = "retriggered";
    static final String REPLAY_OF = "replay-of";

    private static final String PATH = "/workspaces/{workspace_id}/deliveries/{delivery_id}";
    private static final String TITLE = "Delivery";

    private final Views views;
    private final Operations operations;
    private final RetryDelays delays;

    DeliveryPage(Views views, Operations operations, RetryDelays delays) {
        this.views = views;
        this.operations = operations;
        this.delays = delays;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, Access.VIEWER, this::show),
                PageRoute.post(PATH + "/retrigger", Access.ADMIN, this::retrigger));
    }

    private Answer show(PageRequest request) {
        Asked<DeliveryView> asked = request.isPartial()
                ? operations.askWithoutBody(request, Map.of())
                : operations.ask(DeliveryView.class, "getDelivery", request);
        return switch (asked) {
            case Asked.Found<DeliveryView>(DeliveryView delivery, int _) -> found(request, delivery);
            case Asked.Refused<DeliveryView>(Problem problem) ->
                problem.status() == 404 && isExpected(request) ? expected(request) : views.problem(request, problem);
        };
    }

    private Answer retrigger(PageRequest request) {
        String id = request.variable("delivery_id");
        String key = request.form().filled("key").orElseGet(DeliveryPage::newKey);
        return switch (operations.ask(
                Retriggered.class, "retriggerDelivery", request, Map.of("Idempotency-Key", key), null)) {
            case Asked.Found<Retriggered>(Retriggered made, int _) ->
                Views.redirect(Paths.delivery(request.workspaceId(), id) + "?" + RETRIGGERED + "="
                        + Paths.encoded(made.deliveryId()));
            case Asked.Refused<Retriggered>(Problem problem) -> refused(request, problem);
        };
    }

    private Answer refused(PageRequest request, Problem problem) {
        return operations
                .ask(DeliveryView.class, "getDelivery", request)
                .shown(
                        delivery -> page(request, delivery, problem.status(), problem),
                        _ -> views.problem(request, problem));
    }

    private Answer found(PageRequest request, DeliveryView delivery) {
        if (request.isPartial() && request.query().filled(REPLAY_OF).isPresent()) {
            // Whoever waited for it has nothing of its page yet.
            return Answer.nothing().with("HX-Refresh", "true");
        }
        DeliveryDetails.@Nullable Retrigger repeated = repeated(request);
        return request.isPartial()
                ? Seen.unlessSeen(request, seen(delivery, repeated), () -> page(request, delivery, 200, null))
                : page(request, delivery, 200, null);
    }

    private Answer page(PageRequest request, DeliveryView delivery, int status, @Nullable Problem problem) {
        return operations
                .ask(AttemptList.class, "listAttempts", request)
                .shown(
                        attempts -> page(request, delivery, attempts, status, problem),
                        refusal -> views.problem(request, refusal));
    }

    /** Also where its endpoint is deleted, which is another thing than one that cannot be asked for now. */
    private Answer page(
            PageRequest request, DeliveryView delivery, AttemptList attempts, int status, @Nullable Problem problem) {
        Map<String, String> parameters = Map.of("endpoint_id", delivery.endpointId());
        return switch (operations.ask(EndpointView.class, "getEndpoint", request, parameters, null)) {
            case Asked.Found<EndpointView>(EndpointView endpoint, int _) ->
                page(request, status, details(request, delivery, endpoint, attempts, problem));
            case Asked.Refused<EndpointView>(Problem refusal)
            when refusal.status() == 404 -> page(request, status, details(request, delivery, null, attempts, problem));
            case Asked.Refused<EndpointView>(Problem refusal) -> views.problem(request, refusal);
        };
    }

    private Answer page(PageRequest request, int status, DeliveryDetails details) {
        return request.isPartial()
                ? views.part(status, "delivery/state.jte", details)
                : views.page(status, "delivery.jte", views.frame(request, TITLE, crumbs(request, details)), details);
    }

    private DeliveryDetails details(
            PageRequest request,
            DeliveryView delivery,
            @Nullable EndpointView endpoint,
            AttemptList attempts,
            @Nullable Problem problem) {
        DeliveryDetails.@Nullable Retrigger repeated = repeated(request);
        return new DeliveryDetails(
                delivery,
                endpoint,
                Timeline.of(delivery, attempts.data(), delays),
                repeated,
                problem,
                request.mayChange(),
                request.knownSession().csrf(),
                newKey(),
                seen(delivery, repeated));
    }

    /** Of the part that keeps looking, which shows no body. */
    private static String seen(DeliveryView delivery, DeliveryDetails.@Nullable Retrigger repeated) {
        DeliveryView shown = delivery.withoutBody();
        return repeated == null || repeated.view() == null ? Seen.of(shown) : Seen.of(shown, repeated.view());
    }

    /** What the URL says was asked for, where it repeats this delivery or is not known yet. */
    private DeliveryDetails.@Nullable Retrigger repeated(PageRequest request) {
        String id = request.query().text(RETRIGGERED);
        if (!Identifiers.isOpaqueId(id)) {
            return null;
        }
        Optional<DeliveryView> view = other(request, id);
        return view.isPresent()
                        && !request.variable("delivery_id").equals(view.get().replayOf())
                ? null
                : new DeliveryDetails.Retrigger(id, view.orElse(null));
    }

    private Optional<DeliveryView> other(PageRequest request, String id) {
        return switch (operations.askWithoutBody(request, Map.of("delivery_id", id))) {
            case Asked.Found<DeliveryView>(DeliveryView view, int _) -> Optional.of(view);
            case Asked.Refused<DeliveryView> _ -> Optional.empty();
        };
    }

    /** Whether the page that leads here said that it repeats a delivery which there is. */
    private boolean isExpected(PageRequest request) {
        String repeated = request.query().text(REPLAY_OF);
        return Identifiers.isOpaqueId(repeated) && other(request, repeated).isPresent();
    }

    private Answer expected(PageRequest request) {
        String repeated = Paths.delivery(request.workspaceId(), request.query().text(REPLAY_OF));
        String path = Paths.delivery(request.workspaceId(), request.variable("delivery_id"));
        ExpectedDelivery model = new ExpectedDelivery(
                repeated,
                path + "?" + REPLAY_OF + "=" + Paths.encoded(request.query().text(REPLAY_OF)));
        return request.isPartial()
                ? Answer.nothing()
                : views.page(
                        200, "delivery/expected.jte", views.frame(request, TITLE, Crumbs.to(request, TITLE)), model);
    }

    private static List<Crumb> crumbs(PageRequest request, DeliveryDetails details) {
        if (details.endpoint() != null) {
            return Crumbs.to(request, details.endpoint(), TITLE);
        }
        return Crumbs.to(request, TITLE);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
