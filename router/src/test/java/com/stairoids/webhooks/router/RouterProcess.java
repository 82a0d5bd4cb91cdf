package com.stairoids.webhooks.router;

import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.process.JavaProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A router in a process of its own, so that it can be killed as a process is. */
final class RouterProcess {
    private RouterProcess() {}

    /** Starts one on this test's class path; what it logs goes to {@code log}, a new file. */
    static JavaProcess start(String bootstrapServers, Path state, Path log) {
        return JavaProcess.start(
                "router",
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                RouterProcess.class,
                List.of(bootstrapServers, state.toString()),
                Map.of(),
                log);
    }

    public static void main(String[] args) {
        Settings settings = Settings.of(Map.of(
                KafkaSettings.BOOTSTRAP_SERVERS.name(), args[0], RouterSettings.STATE_DIRECTORY.name(), args[1]));
        Router.start(RouterSettings.of(settings), KafkaSettings.of(settings), new SimpleMeterRegistry())
                .ended()
                .join();
    }
}
