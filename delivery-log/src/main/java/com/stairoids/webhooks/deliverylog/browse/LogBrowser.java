package com.stairoids.webhooks.deliverylog.browse;

import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.view.LogKeys;
import com.stairoids.webhooks.deliverylog.view.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/** Answers from the stores. Each question is answered from what they hold while it is answered. */
public final class LogBrowser {
    /** Deliveries that one page looks at, at most. */
    private static final int LOOKED_AT = 10_000;

    private final OpenStores stores;
    private final int mostLookedAt;

    public LogBrowser(OpenStores stores) {
        this(stores, LOOKED_AT);
    }

    LogBrowser(OpenStores stores, int mostLookedAt) {
        this.stores = stores;
        this.mostLookedAt = mostLookedAt;
    }

    /** See {@link com.stairoids.webhooks.deliverylog.DeliveryLog#list}. */
    public DeliveryPage list(DeliveryQuery query) throws LogUnavailableException {
        List<LoggedDelivery> found = new ArrayList<>();
        TimeRange range = TimeRange.of(query);
        try (NewestFirst candidates = new NewestFirst(scans(query, range), range)) {
            DeliveryPosition last = null;
            for (int looked = 0; looked < mostLookedAt; looked++) {
                NewestFirst.Head head = candidates.next();
                if (head == null) {
                    return new DeliveryPage(found, null);
                }
                LoggedDelivery delivery = head.delivery();
                if (delivery != null && matches(delivery, query)) {
                    if (found.size() == query.limit()) {
                        return new DeliveryPage(found, found.getLast().position());
                    }
                    found.add(delivery);
                }
                last = head.position();
            }
            return new DeliveryPage(found, last);
        }
    }

    /** See {@link com.stairoids.webhooks.deliverylog.DeliveryLog#find}. */
    public Optional<LoggedDelivery> find(String workspaceId, String deliveryId) throws LogUnavailableException {
        for (OpenStores.Partition partition : stores.all()) {
            byte[] row = partition.deliveries().get(LogKeys.delivery(workspaceId, deliveryId));
            byte[] stored = row == null ? null : partition.deliveries().get(Bytes.wrap(row));
            if (stored != null) {
                return Optional.of(Stored.read(stored, LoggedDelivery.class));
            }
        }
        return Optional.empty();
    }

    /** See {@link com.stairoids.webhooks.deliverylog.DeliveryLog#activities}. */
    public List<EndpointActivity> activities(String workspaceId) throws LogUnavailableException {
        return stores.all().stream()
                .flatMap(partition -> Scans.all(partition, workspaceId).stream())
                .sorted(Comparator.comparing(EndpointActivity::endpointId))
                .toList();
    }

    /** See {@link com.stairoids.webhooks.deliverylog.DeliveryLog#activity}. */
    public Optional<EndpointActivity> activity(String workspaceId, String endpointId) throws LogUnavailableException {
        for (OpenStores.Partition partition : stores.all()) {
            byte[] stored = partition.totals().get(LogKeys.endpoint(workspaceId, endpointId));
            if (stored != null) {
                return Optional.of(Stored.read(stored, EndpointActivity.class));
            }
        }
        return Optional.empty();
    }

    private List<Scan> scans(DeliveryQuery query, TimeRange range) throws LogUnavailableException {
        Scans wanted = new Scans(query);
        return stores.all().stream()
                .flatMap(partition -> wanted.in(partition).stream())
                .filter(scan -> !scan.isEmpty(range))
                .toList();
    }

    /** What was found by one filter may not match another one, or not any more. */
    private static boolean matches(LoggedDelivery delivery, DeliveryQuery query) {
        return (query.endpointId() == null
                        || query.endpointId().equals(delivery.identity().endpointId()))
                && isWanted(query.statuses(), delivery.status())
                && isWanted(query.eventTypes(), delivery.identity().eventType());
    }

    private static <T> boolean isWanted(Set<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.contains(actual);
    }
}
