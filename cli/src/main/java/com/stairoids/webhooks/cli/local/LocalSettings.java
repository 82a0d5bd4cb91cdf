package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.console.ConsoleSettings;
import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.monitoring.MonitoringSettings;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.router.RouterSettings;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.sender.SenderSettings;
import com.stairoids.webhooks.sender.admit.TableSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.TargetSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The settings of a local line, and the file beside its data that hands them to other commands. */
final class LocalSettings {
    private static final String KEYSET_FILE = "keyset.json";
    private static final String SETTINGS_FILE = "settings.properties";
    private static final String STOP_TIMEOUT = "8s";

    private final Path data;
    private final String keyset;
    private final boolean keysetIsNew;

    private LocalSettings(Path data, String keyset, boolean keysetIsNew) {
        this.data = data;
        this.keyset = keyset;
        this.keysetIsNew = keysetIsNew;
    }

    /** Reads the keyset in {@code data}, or makes the first. Whoever calls holds the directory. */
    static LocalSettings in(Path data) {
        Path file = data.resolve(KEYSET_FILE);
        Optional<String> present = PrivateFiles.read(file);
        String keyset = present.orElseGet(SecretCipher::newKeyset);
        if (present.isEmpty()) {
            PrivateFiles.write(file, keyset);
        }
        return new LocalSettings(data, keyset, present.isEmpty());
    }

    /** Whether nothing that was encrypted before can be read. */
    boolean keysetIsNew() {
        return keysetIsNew;
    }

    /** Where other commands find how to reach this line: for their {@code --settings}. */
    Path file() {
        return data.resolve(SETTINGS_FILE);
    }

    /** What the roles are told, and writes what other commands need. */
    Map<String, String> values(String bootstrapServers, LocalOptions options) {
        Map<String, String> shared = new TreeMap<>();
        shared.put(KafkaSettings.BOOTSTRAP_SERVERS.name(), bootstrapServers);
        shared.put(KafkaSettings.ALLOW_UNREPLICATED.name(), "true");
        shared.put(SecretSettings.KEYSET.name(), keyset);
        shared.put(TargetSettings.ALLOW_HTTP.name(), "true");
        shared.put(TargetSettings.ALLOW_CIDRS.name(), "127.0.0.0/8,::1/128");
        shared.put(RetryDelays.DELAYS.name(), options.retryDelays());
        write(shared);
        Map<String, String> all = new TreeMap<>(shared);
        all.put(RouterSettings.STATE_DIRECTORY.name(), data.resolve("router").toString());
        all.put(TableSettings.STATE_DIRECTORY.name(), data.resolve("sender").toString());
        all.put(SenderSettings.DRAIN_TIMEOUT.name(), STOP_TIMEOUT);
        all.put(
                RetrySchedulerSettings.STATE_DIRECTORY.name(),
                data.resolve("retry-scheduler").toString());
        all.put(RetrySchedulerSettings.SHUTDOWN_TIMEOUT.name(), STOP_TIMEOUT);
        all.put(MonitoringSettings.HOST.name(), "127.0.0.1");
        all.put(ConsoleSettings.HOST.name(), "127.0.0.1");
        options.consolePort().ifPresent(port -> all.put(ConsoleSettings.PORT.name(), Integer.toString(port)));
        // The log is this data's, on whatever host.
        all.put(DeliveryLogSettings.INSTANCE.name(), "local");
        all.put(
                DeliveryLogSettings.STATE_DIRECTORY.name(),
                data.resolve("delivery-log").toString());
        all.putAll(options.assigned());
        return all;
    }

    private void write(Map<String, String> shared) {
        Properties properties = new Properties();
        properties.putAll(shared);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "For --settings of commands that reach this line. Written at each start.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrivateFiles.write(file(), text.toString());
    }
}
