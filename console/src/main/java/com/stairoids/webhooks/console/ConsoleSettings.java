package com.stairoids.webhooks.console;

import com.stairoids.webhooks.settings.EndpointSettings;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How a console listens.
 *
 * @param host the address that it listens on
 * @param port 0 for any free one
 * @param connections most connections at once
 * @param testWait longest time that the answer to a test waits for the outcome
 * @param testsPerMinute most tests of one endpoint in a minute; of a workspace three times as many
 * @param plainHttpSessions whether session cookies go without TLS to other hosts than this machine
 * @param endpointsPerWorkspace most endpoints that a workspace may have
 * @param retryDelays when pages say that retries are to come
 */
public record ConsoleSettings(
        String host,
        int port,
        int connections,
        Duration testWait,
        int testsPerMinute,
        boolean plainHttpSessions,
        int endpointsPerWorkspace,
        RetryDelays retryDelays) {
    public static final Setting<String> HOST = Setting.text(
            "console.host",
            "127.0.0.1",
            "an address of this machine, or 0.0.0.0 for all",
            "Where the console listens. It speaks HTTP: beyond this machine, put what speaks TLS before it.");

    public static final Setting<Integer> PORT = Setting.wholeNumber(
            "console.port", 8080, 0, 65_535, "The port of the console and its API; 0 for any free one.");

    public static final Setting<Integer> CONNECTIONS = Setting.wholeNumber(
            "console.connections", 1000, 1, 100_000, "Most connections at once; more wait to be accepted.");

    public static final Setting<Duration> TEST_WAIT = Setting.duration(
            "console.test-wait",
            Duration.ofSeconds(15),
            Duration.ofMillis(10),
            Duration.ofSeconds(60),
            "How long the answer to a test waits for the outcome; then it says pending, and where to look.");

    public static final Setting<Integer> TESTS_PER_MINUTE = Setting.wholeNumber(
            "console.tests-per-minute",
            20,
            1,
            1000,
            "Most test deliveries to one endpoint in a minute, per console; in one workspace three times as many.");

    public static final Setting<Boolean> PLAIN_HTTP_SESSIONS = Setting.flag(
            "console.plain-http-sessions",
            false,
            "Whether browsers may send the console's session cookie without TLS to another host than their own machine."
                    + " Whoever reads along can then use it.");

    public static final List<Setting<?>> ALL =
            List.of(HOST, PORT, CONNECTIONS, TEST_WAIT, TESTS_PER_MINUTE, PLAIN_HTTP_SESSIONS);

    public static ConsoleSettings of(Settings settings) {
        return new ConsoleSettings(
                settings.get(HOST),
                settings.get(PORT),
                settings.get(CONNECTIONS),
                settings.get(TEST_WAIT),
                settings.get(TESTS_PER_MINUTE),
                settings.get(PLAIN_HTTP_SESSIONS),
                settings.get(EndpointSettings.MAX_PER_WORKSPACE),
                settings.get(RetryDelays.DELAYS));
    }
}
