package com.stairoids.webhooks.deliverylog.run;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.process.JavaProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A delivery log in a process of its own, so that it can be killed as a process is; or in this one. */
final class LogProcess {
    static final String READY = "the log is ready";
    static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(50);

    private LogProcess() {}

    static JavaProcess start(String bootstrapServers, String instance, Path state, Path output) {
        return JavaProcess.start(
                "delivery-log",
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                LogProcess.class,
                List.of(bootstrapServers, instance, state.toString()),
                Map.of(),
                output);
    }

    static void awaitReady(RunningDeliveryLog log) {
        await("the log is ready")
                .atMost(DEADLINE)
                .pollInterval(LOOK)
                .until(() -> log.log().isReady());
    }

    static RunningDeliveryLog startHere(String bootstrapServers, String instance, Path state) {
        Settings settings = Settings.of(Map.of(
                KafkaSettings.BOOTSTRAP_SERVERS.name(),
                bootstrapServers,
                DeliveryLogSettings.INSTANCE.name(),
                instance,
                DeliveryLogSettings.STATE_DIRECTORY.name(),
                state.toString()));
        return RunningDeliveryLog.start(
                DeliveryLogSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry());
    }

    public static void main(String[] args) {
        RunningDeliveryLog log = startHere(args[0], args[1], Path.of(args[2]));
        awaitReady(log);
        System.out.println(READY);
        log.ended().join();
    }
}
