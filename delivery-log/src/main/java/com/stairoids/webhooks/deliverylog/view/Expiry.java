package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.view.LogKeys.Endpoint;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is old, endpoint by endpoint, in steps. A sweep goes through all endpoints and looks only at what became old
 * since the sweep before: RocksDB would otherwise pass over all that was deleted already. Belongs to the task's thread.
 */
final class Expiry {
    private final DeliveryRows rows;
    private final Totals totals;
    private final ExpiryRules rules;

    /** What is older is gone everywhere, by the last whole sweep. */
    private long sweptBefore;

    /** What is older goes in the present sweep. */
    private long before;

    /** Where this sweep goes on; null where there is no sweep. */
    private @Nullable Bytes next;

    Expiry(DeliveryRows rows, Totals totals, ExpiryRules rules) {
        this.rows = rows;
        this.totals = totals;
        this.rules = rules;
    }

    /** Whether a record of that time is too old to be taken. */
    boolean isOver(long time, long now) {
        return time < now - rules.retention().toMillis();
    }

    boolean isSweeping() {
        return next != null;
    }

    /** Begins a sweep; steps are to follow until there is none. */
    void begin(long now) {
        before = Math.max(sweptBefore, now - rules.retention().toMillis());
        next = LogKeys.FIRST_ENDPOINT;
    }

    /** Removes some, and returns how many deliveries. */
    int step() {
        int left = rules.rowsPerStep();
        List<Bytes> endpoints = next == null ? List.of() : totals.endpoints(next, rules.endpointsPerStep());
        for (Bytes key : endpoints) {
            next = key;
            left -= removeOld(LogKeys.endpoint(key), left);
            if (left == 0) {
                return rules.rowsPerStep();
            }
            next = LogKeys.behind(key);
        }
        if (endpoints.size() < rules.endpointsPerStep()) {
            next = null;
            sweptBefore = before;
        }
        return rules.rowsPerStep() - left;
    }

    private int removeOld(Endpoint endpoint, int most) {
        List<LoggedDelivery> old = rows.between(endpoint, sweptBefore, before, most);
        for (LoggedDelivery delivery : old) {
            rows.delete(delivery);
            totals.forget(delivery);
        }
        if (old.size() < most) {
            totals.forgetHours(endpoint, before);
        }
        return old.size();
    }
}
