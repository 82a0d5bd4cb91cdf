package com.stairoids.webhooks.router;

import com.stairoids.webhooks.router.intake.BoundedBytes;
import com.stairoids.webhooks.router.routing.RoutingLimits;
import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * What an operator may set of the router.
 *
 * @param stateDirectory where its copy of the subscriptions lies
 * @param threads stream threads, each with a transaction of its own
 */
public record RouterSettings(Path stateDirectory, int threads, RoutingLimits limits) {
    public static final Setting<Path> STATE_DIRECTORY = Setting.directory(
            "router.state-directory",
            "local-data/router",
            "a directory that no other router uses",
            "Where the router keeps its copy of the subscriptions. It may be lost: the copy is made again from"
                    + " Kafka at the next start.");

    public static final Setting<Integer> THREADS = Setting.wholeNumber(
            "router.threads",
            1,
            1,
            64,
            "Threads that route, each with a transaction of its own. More than there are partitions in all source topics"
                    + " are idle.");

    public static final Setting<Integer> MAX_EVENT_BYTES = Setting.wholeNumber(
            "router.max-event-bytes",
            256 * 1024,
            1024,
            BoundedBytes.VALUE_BYTES,
            "Largest event, in bytes of JSON after decompression. A larger one is rejected.");

    public static final List<Setting<?>> ALL = List.of(STATE_DIRECTORY, THREADS, MAX_EVENT_BYTES);

    /** @throws com.stairoids.webhooks.settings.InvalidSettingException where what was written cannot be used */
    public static RouterSettings of(Settings settings) {
        return new RouterSettings(
                settings.get(STATE_DIRECTORY),
                settings.get(THREADS),
                new RoutingLimits(settings.get(MAX_EVENT_BYTES), settings.get(EndpointSettings.MAX_PER_WORKSPACE)));
    }
}
