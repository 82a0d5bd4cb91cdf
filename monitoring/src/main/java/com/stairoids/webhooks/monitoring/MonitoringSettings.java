package com.stairoids.webhooks.monitoring;

import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a process serves its metrics and health.
 *
 * @param host address or name of one of this machine's interfaces
 * @param port 0 for any free one
 */
public record MonitoringSettings(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    public static final Setting<OptionalInt> PORT = Setting.text(
                    "monitoring.port",
                    "",
                    "a port from 1 to 65535, 0 for any free one, or nothing",
                    "Where a role serves /metrics, /health/live and /health/ready. Empty: 9464 for the router, 9465 for the"
                            + " sender, 9466 for the retry-scheduler; any free one for `local`.")
            .then(MonitoringSettings::port);

    public static final Setting<String> HOST = Setting.text(
            "monitoring.host",
            "0.0.0.0",
            "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them",
            "Interface on which it does. Nobody who asks there is asked who they are.");

    public static final List<Setting<?>> ALL = List.of(PORT, HOST);

    /**
     * What was set.
     *
     * @param own the port where none was set
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where what was written cannot be used
     */
    public static MonitoringSettings of(Settings settings, int own) {
        return new MonitoringSettings(settings.get(HOST), settings.get(PORT).orElse(own));
    }

    private static OptionalInt port(String text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is not a whole number", e);
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("it is out of bounds");
        }
        return OptionalInt.of(port);
    }
}
