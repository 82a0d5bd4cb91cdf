package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations that send again, and tests, without a Kafka to send through: they remember what they were asked for. */
public final class RememberedRetriggers {
    private final RememberedDeliveries log;
    private final Map<String, String> madeByKey = new TreeMap<>();
    private @Nullable RetriggerView run;

    RememberedRetriggers(RememberedDeliveries log) {
        this.log = log;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "retriggerDelivery", this::retrigger,
                "retriggerFailed", this::begin,
                "getRetrigger", this::get,
                "cancelRetrigger", this::cancel,
                "testEndpoint", this::test);
    }

    /** How many deliveries were made. */
    public synchronized int made() {
        return madeByKey.size();
    }

    /** A run of which so much is done. */
    public synchronized RetriggerView run(String status, @Nullable Long total, long asked) {
        boolean ended = !status.equals("running");
        RetriggerView view = new RetriggerView(
                "rt_1",
                "ep_1",
                status,
                SampleDeliveries.AT,
                SampleDeliveries.AT.plusSeconds(60),
                SampleDeliveries.AT,
                ended ? SampleDeliveries.AT.plusSeconds(61) : null,
                total,
                asked,
                0,
                0,
                status.equals("failed") ? "Kafka did not answer." : null);
        run = view;
        return view;
    }

    private synchronized Answer retrigger(Request request) throws LogUnavailableException {
        String id = request.required("delivery_id");
        Optional<LoggedDelivery> found = log.find(request.workspaceId(), id);
        if (found.isEmpty()) {
            return Problems.notFound();
        }
        if (found.get().status() == DeliveryStatus.RETRYING) {
            return Answer.of(Problems.waiting("This delivery is attempted again by itself. Wait for that."));
        }
        String key = request.optional("Idempotency-Key").orElseThrow();
        String made = madeByKey.computeIfAbsent(key, _ -> "dlv_again" + madeByKey.size());
        return Answer.of(202, new Retriggered(made, id));
    }

    private synchronized Answer begin(Request request) {
        Instant since = Instant.parse(request.givenBody().path("since").asString());
        if (since.isAfter(SampleDeliveries.AT.plusSeconds(3_000_000))) {
            return Problems.conflict("The endpoint is disabled: enable it first, or all of them would be cancelled.");
        }
        return Answer.of(202, run("running", 5L, 2));
    }

    private synchronized Answer get(Request request) {
        return run == null || !request.required("retrigger_id").equals(run.id())
                ? Problems.notFound()
                : Answer.of(200, run);
    }

    private synchronized Answer cancel(Request request) {
        if (run != null) {
            run("cancelled", 5L, 2);
        }
        return get(request);
    }

    /** Its id is {@code dlv_} and the event type's first word; what comes of it is what the log has of that. */
    private Answer test(Request request) throws LogUnavailableException {
        String type = request.givenBody().path("event_type").asString();
        String id = "dlv_" + type.replaceAll("[^a-z].*", "");
        Optional<LoggedDelivery> found = log.find(request.workspaceId(), id);
        return Answer.of(
                found.isPresent() ? 200 : 202,
                new TestView(
                        id,
                        "evt_" + id,
                        type,
                        found.map(delivery -> delivery.status().wireName()).orElse("pending"),
                        found.map(DeliveryView::of).orElse(null)));
    }
}
