package com.stairoids.webhooks.testing.broker;

/** A broker that serves clients until it is closed. */
interface RunningBroker extends AutoCloseable {
    String bootstrapServers();

    @Override
    void close();
}
