package com.stairoids.webhooks.cli.connection;

import com.stairoids.webhooks.cli.role.ProcessSettings;
import com.stairoids.webhooks.console.ConsoleSettings;
import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.monitoring.MonitoringSettings;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.router.RouterSettings;
import com.stairoids.webhooks.sender.SenderSettings;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.TargetSettings;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting that there is: one file may serve all roles and commands. */
public final class KnownSettings {
    /** By what they are for, in the order of {@code docs/settings.md}. */
    public static final Map<String, List<Setting<?>>> BY_SECTION = bySection();

    public static final List<Setting<?>> ALL =
            BY_SECTION.values().stream().<Setting<?>>flatMap(Collection::stream).toList();

    /** Below these, any name goes. */
    public static final List<String> PREFIXES = List.of(KafkaSettings.CLIENT_PREFIX);

    private KnownSettings() {}

    private static Map<String, List<Setting<?>>> bySection() {
        Map<String, List<Setting<?>>> sections = new LinkedHashMap<>();
        sections.put("Kafka", KafkaSettings.ALL);
        sections.put("Secrets", SecretSettings.ALL);
        sections.put("Targets", TargetSettings.ALL);
        sections.put("Endpoints", EndpointSettings.ALL);
        sections.put("Retries", RetryDelays.ALL);
        sections.put("Router", RouterSettings.ALL);
        sections.put("Sender", SenderSettings.ALL);
        sections.put("Retry-scheduler", RetrySchedulerSettings.ALL);
        sections.put("Console", ConsoleSettings.ALL);
        sections.put("Delivery log", DeliveryLogSettings.ALL);
        sections.put("Metrics and health", MonitoringSettings.ALL);
        sections.put("The process of a role", ProcessSettings.ALL);
        return Collections.unmodifiableMap(sections);
    }
}
