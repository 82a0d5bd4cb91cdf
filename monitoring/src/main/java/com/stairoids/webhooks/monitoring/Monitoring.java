package com.stairoids.webhooks.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What this process says of itself, from before it waits for anything until it is gone. */
public final class Monitoring implements AutoCloseable {
    private final Meters meters;
    private final Health health;
    private final MonitoringServer server;

    private Monitoring(Meters meters, Health health, MonitoringServer server) {
        this.meters = meters;
        this.health = health;
        this.server = server;
    }

    /**
     * Serves from here on.
     *
     * @param process the {@code role} of what the process has as a whole
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where it cannot listen there
     */
    public static Monitoring start(MonitoringSettings settings, String process, String version) {
        Meters meters = Meters.ofProcess(process, version);
        Health health = new Health();
        Gauge.builder("stairoids.ready", health, asked -> asked.ready().good() ? 1 : 0)
                .description("1 where /health/ready answers 200, else 0")
                .strongReference(true)
                .register(meters.of(process));
        try {
            return new Monitoring(meters, health, MonitoringServer.start(settings, meters, health));
        } catch (RuntimeException e) {
            meters.close();
            throw e;
        }
    }

    /** Where a part of that role puts its meters; a new one each time. */
    public MeterRegistry meters(String role) {
        return meters.of(role);
    }

    public Health health() {
        return health;
    }

    /** Where it listens, also where any free port was asked for. */
    public int port() {
        return server.port();
    }

    /** Serves no more. */
    @Override
    public void close() {
        server.close();
        meters.close();
    }
}
