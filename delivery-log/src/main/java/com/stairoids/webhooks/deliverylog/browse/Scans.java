package com.stairoids.webhooks.deliverylog.browse;

import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.browse.Scan.Finding;
import com.stairoids.webhooks.deliverylog.view.LogKeys;
import com.stairoids.webhooks.deliverylog.view.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Where the deliveries that a query asks for are found: an endpoint's rows, where any will do; its deliveries by status and
 * type, where not; an event's deliveries, where it names one.
 */
final class Scans {
    private final DeliveryQuery query;

    Scans(DeliveryQuery query) {
        this.query = query;
    }

    List<Scan> in(OpenStores.Partition stores) {
        String event = query.eventId();
        if (event != null) {
            byte[] prefix = LogKeys.events(query.workspaceId(), event);
            return List.of(scan(stores, prefix, new Finding.ByEndpoint()));
        }
        return endpoints(stores).stream()
                .flatMap(endpoint -> ofEndpoint(stores, endpoint))
                .toList();
    }

    /** Those of the query that have something in this partition. */
    private List<EndpointActivity> endpoints(OpenStores.Partition stores) {
        String wanted = query.endpointId();
        if (wanted == null) {
            return all(stores, query.workspaceId());
        }
        byte[] stored = stores.totals().get(LogKeys.endpoint(query.workspaceId(), wanted));
        return stored == null ? List.of() : List.of(Stored.read(stored, EndpointActivity.class));
    }

    /** A workspace's endpoints in a partition. */
    static List<EndpointActivity> all(OpenStores.Partition stores, String workspaceId) {
        byte[] prefix = LogKeys.endpoints(workspaceId);
        List<EndpointActivity> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> endpoints =
                stores.totals().range(Bytes.wrap(prefix), LogKeys.end(prefix))) {
            endpoints.forEachRemaining(entry -> found.add(Stored.read(entry.value, EndpointActivity.class)));
        }
        return found;
    }

    private Stream<Scan> ofEndpoint(OpenStores.Partition stores, EndpointActivity endpoint) {
        String id = endpoint.endpointId();
        if (query.statuses().isEmpty() && query.eventTypes().isEmpty()) {
            return Stream.of(scan(stores, LogKeys.rows(query.workspaceId(), id), new Finding.Row()));
        }
        // In the order of a delivery's life: one that moves on between two looks is found twice rather than not at all.
        return Stream.of(DeliveryStatus.values())
                .filter(status -> query.statuses().isEmpty() || query.statuses().contains(status))
                .flatMap(status -> endpoint.eventTypes().stream()
                        .filter(type -> query.eventTypes().isEmpty()
                                || query.eventTypes().contains(type))
                        .map(type -> LogKeys.standings(query.workspaceId(), id, status, type)))
                .map(prefix -> scan(stores, prefix, new Finding.ByPosition(id)));
    }

    private Scan scan(OpenStores.Partition stores, byte[] prefix, Finding finding) {
        return new Scan(stores.deliveries(), query.workspaceId(), prefix, finding);
    }
}
