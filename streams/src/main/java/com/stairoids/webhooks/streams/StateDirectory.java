package com.stairoids.webhooks.streams;

import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a role's stores lie. */
public final class StateDirectory {
    private StateDirectory() {}

    /**
     * Makes the directory where there is none: Streams would fail and be started again and again where it cannot, and also where
     * two applications make it at the same moment. Forgets what has not been used for so long that it may never learn what was
     * deleted meanwhile ({@link UnusedState}).
     *
     * @param setting that names it
     * @param applicationIds of Streams, whose stores lie there
     * @throws InvalidSettingException where it cannot be made or written to
     */
    public static void require(Path directory, Setting<Path> setting, String... applicationIds) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw unusable(directory, setting, "it cannot be made: " + e, e);
        }
        if (!Files.isWritable(directory)) {
            throw unusable(directory, setting, "it cannot be written to", null);
        }
        try {
            for (String applicationId : applicationIds) {
                UnusedState.forget(directory.resolve(applicationId), Instant.now());
            }
        } catch (IOException e) {
            throw unusable(directory, setting, "what is old in it cannot be deleted: " + e, e);
        }
    }

    private static InvalidSettingException unusable(
            Path directory, Setting<Path> setting, String why, @Nullable IOException cause) {
        String message = "setting " + setting.name() + " (" + setting.environmentName() + ") cannot be used: "
                + directory.toAbsolutePath() + ": " + why + ". It takes " + setting.accepts() + ".";
        return cause == null ? new InvalidSettingException(message) : new InvalidSettingException(message, cause);
    }
}
