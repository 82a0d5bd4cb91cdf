package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The sections of an endpoint's page, each of which also answers by itself. */
final class EndpointSectionPages {
    private final TestPage test;
    private final GraphsPage graphs;
    private final DeliveryLogPage log;
    private final BulkRetriggerPage retrigger;

    EndpointSectionPages(Views views, Operations operations, InstantSource time) {
        this.test = new TestPage(views, operations, time);
        this.graphs = new GraphsPage(views, operations, time);
        this.log = new DeliveryLogPage(views, operations);
        this.retrigger = new BulkRetriggerPage(views, operations, time);
    }

    List<PageRoute> routes() {
        return Stream.of(test.routes(), graphs.routes(), log.routes(), retrigger.routes())
                .flatMap(List::stream)
                .toList();
    }

    EndpointSections of(PageRequest request, EndpointView endpoint) {
        boolean mayChange = request.mayChange();
        return new EndpointSections(
                mayChange ? test.section(request, endpoint) : null,
                graphs.section(request),
                log.section(request),
                mayChange ? retrigger.section(request) : null);
    }

    /** Nothing can be sent to it. */
    EndpointSections ofDeleted(PageRequest request) {
        return new EndpointSections(null, graphs.section(request), log.section(request), null);
    }
}
