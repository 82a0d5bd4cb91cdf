package com.stairoids.webhooks.cli.connection;

import com.stairoids.webhooks.cli.role.ProcessSettings;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.router.RouterSettings;
import com.stairoids.webhooks.sender.SenderSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.TargetSettings;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Every setting that there is: one file may serve all roles and commands. */
public final class KnownSettings {
    public static final List<Setting<?>> ALL = Stream.<List<Setting<?>>>of(
                    ProcessSettings.ALL,
                    KafkaSettings.ALL,
                    SecretSettings.ALL,
                    TargetSettings.ALL,
                    RetryDelays.ALL,
                    RouterSettings.ALL,
                    SenderSettings.ALL,
                    RetrySchedulerSettings.ALL)
            .<Setting<?>>flatMap(Collection::stream)
            .toList();

    /** Below these, any name goes. */
    public static final List<String> PREFIXES = List.of(KafkaSettings.CLIENT_PREFIX);

    private KnownSettings() {}
}
