package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the table of subscriptions lies, and how much of it is in memory.
 *
 * @param stateDirectory below which each sender has a directory of its own
 * @param cachedEndpoints most endpoints that are held ready to be sent to
 */
public record TableSettings(Path stateDirectory, int cachedEndpoints) {
    public static final Setting<Path> STATE_DIRECTORY = Setting.directory(
            "sender.state-directory",
            "local-data/sender",
            "a directory; several senders may have the same",
            "Where each sender keeps its copy of the subscriptions, in a directory of its own, about 1 KiB for"
                    + " each. It may be lost: the copy is made again from Kafka at every start.");

    public static final Setting<Integer> CACHED_ENDPOINTS = Setting.wholeNumber(
            "sender.cached-endpoints",
            10_000,
            1,
            1_000_000,
            "Endpoints that a sender holds in memory with their secrets decrypted, 4 KiB of record each; a longer record"
                    + " counts as several. The others are read from disk and decrypted when a delivery needs them.");

    public static final List<Setting<?>> ALL = List.of(STATE_DIRECTORY, CACHED_ENDPOINTS);

    /** @throws com.stairoids.webhooks.settings.InvalidSettingException where what was written cannot be used */
    public static TableSettings of(Settings settings) {
        return new TableSettings(settings.get(STATE_DIRECTORY), settings.get(CACHED_ENDPOINTS));
    }
}
