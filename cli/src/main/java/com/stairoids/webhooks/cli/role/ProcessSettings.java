package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.monitoring.log.LogFormat;
import com.stairoids.webhooks.settings.Setting;
import java.time.Duration;
import java.util.List;

/** How the process of a role begins and ends. */
public final class ProcessSettings {
    public static final Setting<Duration> WAIT_FOR_KAFKA = Setting.duration(
            "process.wait-for-kafka",
            Duration.ofMinutes(5),
            Duration.ZERO,
            Duration.ofDays(1),
            "How long a role waits at its start for a Kafka that does not answer yet; then it ends with an error.");

    public static final Setting<Duration> STOP_DEADLINE = Setting.duration(
            "process.stop-deadline",
            Duration.ofSeconds(25),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            "Within which a role ends once it is asked to by SIGTERM or SIGINT. Less than what the platform grants before"
                    + " it kills, which is 30 s on Kubernetes.");

    public static final List<Setting<?>> ALL = List.of(WAIT_FOR_KAFKA, STOP_DEADLINE, LogFormat.SETTING);

    private ProcessSettings() {}
}
