package com.stairoids.webhooks.sender.measure;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** All meters of one sender, which a registry should have no more than one of at a time; they go when this is closed. */
public final class SenderMeters implements AutoCloseable {
    private final OwnMeters own;
    private final AttemptMeters attempts;
    private final CommitMeters commits;
    private final LoopMeters loop;
    private final ClientMeters clients;

    public SenderMeters(MeterRegistry registry, InstantSource clock) {
        own = new OwnMeters(registry);
        attempts = new AttemptMeters(own);
        commits = new CommitMeters(own);
        loop = new LoopMeters(own, clock);
        clients = new ClientMeters(registry);
    }

    public AttemptMeters attempts() {
        return attempts;
    }

    public CommitMeters commits() {
        return commits;
    }

    public LoopMeters loop() {
        return loop;
    }

    public ClientMeters clients() {
        return clients;
    }

    /** To be called before the Kafka clients are closed. Safe to repeat. */
    @Override
    public void close() {
        clients.close();
        own.close();
    }
}
