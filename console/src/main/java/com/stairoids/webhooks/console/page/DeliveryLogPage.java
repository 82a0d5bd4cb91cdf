package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.DeliveryList;
import com.stairoids.webhooks.console.api.Problem;
import java.util.List;

/** The Delivery Log of an endpoint: a section of its page, and by itself for whoever keeps looking. */
final class DeliveryLogPage {
    private final Views views;
    private final Operations operations;

    DeliveryLogPage(Views views, Operations operations) {
        this.views = views;
        this.operations = operations;
    }

    List<PageRoute> routes() {
        return List.of(PageRoute.get(Paths.ENDPOINT + "/log", Access.VIEWER, this::look));
    }

    LogSection section(PageRequest request) {
        LogFilter filter = LogFilter.of(request.query());
        String path = Paths.endpoint(request.workspaceId(), request.endpointId());
        return switch (operations.ask(DeliveryList.class, "listDeliveries", request, filter.parameters(), null)) {
            case Asked.Found<DeliveryList>(DeliveryList list, int _) ->
                new LogSection(request.workspaceId(), path, filter, list, null, Seen.of(list));
            case Asked.Refused<DeliveryList>(Problem problem) ->
                new LogSection(request.workspaceId(), path, filter, null, problem, Seen.of(problem));
        };
    }

    private Answer look(PageRequest request) {
        LogSection section = section(request);
        if (section.problem() != null && section.problem().status() == 404) {
            return views.problem(request, section.problem());
        }
        if (!request.isPartial()) {
            return Views.redirect(section.path() + section.filter().query() + LogSection.ANCHOR);
        }
        return Seen.unlessSeen(request, section.seen(), () -> views.part(200, "endpoint/deliveries.jte", section));
    }
}
