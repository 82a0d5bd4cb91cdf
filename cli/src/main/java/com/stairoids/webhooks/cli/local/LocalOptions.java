package com.stairoids.webhooks.cli.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What {@code local} was asked for.
 *
 * @param kafkaPort 0 for any free one
 * @param port of the demo receiver; 0 for any free one
 * @param consolePort 0 for any free one; empty for no console
 * @param demo whether there is a demo receiver
 * @param demoSecret what the demo receiver verifies with instead of its endpoint's secret; null for that secret
 * @param assigned settings by name
 */
record LocalOptions(
        Path data,
        int kafkaPort,
        int port,
        OptionalInt consolePort,
        String retryDelays,
        boolean demo,
        @Nullable String demoSecret,
        Map<String, String> assigned) {
    LocalOptions {
        assigned = Map.copyOf(assigned);
    }
}
