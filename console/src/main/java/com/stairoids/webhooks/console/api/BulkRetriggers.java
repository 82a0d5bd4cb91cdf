package com.stairoids.webhooks.console.api;

import com.github.f4b6a3.ulid.Ulid;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bulk re-triggers that run in this process, and those that ended last. Its monitor guards them. */
final class BulkRetriggers implements AutoCloseable {
    private static final int MOST_RUNNING = 8;

    /** So that one workspace leaves room for others. */
    private static final int MOST_RUNNING_OF_WORKSPACE = 2;

    private static final int MOST_KEPT = 1000;
    private static final int ULID_RANDOM_BYTES = 10;

    private final SecureRandom random;
    private final Map<String, BulkRetrigger> all = new LinkedHashMap<>();

    BulkRetriggers(SecureRandom random) {
        this.random = random;
    }

    String newId(Instant now) {
        byte[] randomness = new byte[ULID_RANDOM_BYTES];
        random.nextBytes(randomness);
        return "rt_" + new Ulid(now.toEpochMilli(), randomness);
    }

    /** Two at once of one endpoint would do no harm, and would confuse. */
    synchronized Start start(BulkRetrigger bulk, BulkRetrigger.Work work) {
        List<EndpointKey> busy = running().stream().map(BulkRetrigger::endpoint).toList();
        if (busy.contains(bulk.endpoint())) {
            return Start.ENDPOINT_IS_BUSY;
        }
        String workspace = bulk.endpoint().workspaceId();
        if (busy.stream().filter(other -> other.workspaceId().equals(workspace)).count() >= MOST_RUNNING_OF_WORKSPACE) {
            return Start.TOO_MANY_OF_WORKSPACE;
        }
        if (busy.size() >= MOST_RUNNING) {
            return Start.TOO_MANY;
        }
        forgetOldest();
        bulk.start(work);
        all.put(bulk.view().id(), bulk);
        return Start.STARTED;
    }

    synchronized Optional<BulkRetrigger> find(EndpointKey endpoint, String id) {
        return Optional.ofNullable(all.get(id)).filter(bulk -> bulk.endpoint().equals(endpoint));
    }

    /** Those of an endpoint, newest first. */
    synchronized List<BulkRetrigger> of(EndpointKey endpoint) {
        return all.values().stream()
                .filter(bulk -> bulk.endpoint().equals(endpoint))
                .toList()
                .reversed();
    }

    private void forgetOldest() {
        Iterator<BulkRetrigger> oldest = all.values().iterator();
        while (all.size() >= MOST_KEPT && oldest.hasNext()) {
            if (!oldest.next().isRunning()) {
                oldest.remove();
            }
        }
    }

    /** Ends those that run; asking again goes on with the rest. */
    @Override
    public void close() {
        for (BulkRetrigger bulk : running()) {
            try {
                bulk.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized List<BulkRetrigger> running() {
        return all.values().stream().filter(BulkRetrigger::isRunning).toList();
    }

    enum Start {
        STARTED,
        ENDPOINT_IS_BUSY,
        TOO_MANY_OF_WORKSPACE,
        TOO_MANY
    }
}
