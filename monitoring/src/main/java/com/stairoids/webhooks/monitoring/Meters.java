package com.stairoids.webhooks.monitoring;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * All meters of this process, as Prometheus scrapes them. Every part has a registry of its own, which marks what is in it with
 * the label {@code role}: several parts in one process can have meters of the same names then.
 */
final class Meters implements AutoCloseable {
    private static final String ROLE = "role";

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final List<LogbackMetrics> logs = new ArrayList<>();

    /**
     * What every process has: its version, the JVM, and the log.
     *
     * @param process their {@code role}
     */
    static Meters ofProcess(String process, String version) {
        Meters meters = new Meters();
        MeterRegistry registry = meters.of(process);
        Gauge.builder("stairoids.build.info", () -> 1)
                .description("The build that runs")
                .tags(Tags.of("version", version))
                .register(registry);
        List<MeterBinder> binders = List.of(
                new ClassLoaderMetrics(),
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics(),
                meters.collections);
        binders.forEach(binder -> binder.bindTo(registry));
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LogbackMetrics log = new LogbackMetrics(Tags.empty(), context);
            log.bindTo(registry);
            meters.logs.add(log);
        }
        return meters;
    }

    /** A new registry, in which a part puts its meters. */
    MeterRegistry of(String role) {
        CompositeMeterRegistry registry = new CompositeMeterRegistry();
        registry.config().commonTags(ROLE, role).meterFilter(new KafkaSeries());
        registry.add(prometheus);
        return registry;
    }

    /** Writes the present values; {@code contentType} is one of Prometheus's exposition formats. */
    void scrape(OutputStream to, String contentType) throws IOException {
        prometheus.scrape(to, contentType);
    }

    @Override
    public void close() {
        logs.forEach(LogbackMetrics::close);
        collections.close();
        prometheus.close();
    }
}
