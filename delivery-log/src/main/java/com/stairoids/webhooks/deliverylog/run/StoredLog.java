package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.browse.LogBrowser;
import com.stairoids.webhooks.deliverylog.browse.OpenStores;
import com.stairoids.webhooks.deliverylog.browse.Statistician;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The log as the stores have it. A store that is closed while it is read is no mistake of who reads. */
final class StoredLog implements DeliveryLog {
    private final OpenStores stores;
    private final LagWatch lag;
    private final LogBrowser browser;
    private final Statistician statistician;

    StoredLog(OpenStores stores, LagWatch lag) {
        this.stores = stores;
        this.lag = lag;
        this.browser = new LogBrowser(stores);
        this.statistician = new Statistician(stores);
    }

    @Override
    public boolean isReady() {
        try {
            return !stores.all().isEmpty();
        } catch (LogUnavailableException e) {
            return false;
        }
    }

    @Override
    public Duration lag() {
        return lag.lag();
    }

    @Override
    public DeliveryPage list(DeliveryQuery query) throws LogUnavailableException {
        return answer(() -> browser.list(query));
    }

    @Override
    public Optional<LoggedDelivery> find(String workspaceId, String deliveryId) throws LogUnavailableException {
        return answer(() -> browser.find(workspaceId, deliveryId));
    }

    @Override
    public List<EndpointActivity> activities(String workspaceId) throws LogUnavailableException {
        return answer(() -> browser.activities(workspaceId));
    }

    @Override
    public Optional<EndpointActivity> activity(String workspaceId, String endpointId) throws LogUnavailableException {
        return answer(() -> browser.activity(workspaceId, endpointId));
    }

    @Override
    public EndpointStatistics statistics(
            String workspaceId, String endpointId, Instant from, Instant until, Duration step)
            throws LogUnavailableException {
        return answer(() -> statistician.statistics(workspaceId, endpointId, from, until, step));
    }

    private static <T> T answer(Question<T> question) throws LogUnavailableException {
        try {
            return question.answer();
        } catch (InvalidStateStoreException e) {
            throw new LogUnavailableException("the delivery log was closed while it was read", e);
        }
    }

    /** What somebody asks. */
    @FunctionalInterface
    private interface Question<T> {
        T answer() throws LogUnavailableException;
    }
}
