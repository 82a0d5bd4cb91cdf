package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.sender.admit.BreakerRules;
import com.stairoids.webhooks.sender.admit.LaneRules;
import com.stairoids.webhooks.sender.admit.TableSettings;
import com.stairoids.webhooks.sender.post.DnsServers;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a sender works.
 *
 * @param instance names this sender among those on its host; empty takes the lowest free number
 * @param requestsPerEndpoint most requests in flight to one endpoint
 * @param requests most requests in flight in all
 * @param windowBytes most bytes of bodies that wait or are in flight, beyond which nothing more is read
 * @param breakerAfter how long an endpoint must have answered nothing to count as one that does not answer
 * @param probeInterval time between two attempts to find out whether it answers again
 * @param connectTimeout bound on DNS and TCP together
 * @param dnsServers name servers; empty for the system's
 * @param exchangeTimeout bound on the exchange from the connection on
 * @param commitInterval longest time that a result waits before it is committed
 * @param drainTimeout longest time that requests in flight are waited for when a partition or the process goes
 * @param extraAuthorities PEM file of further certificate authorities
 * @param table where the table of subscriptions lies, and how much of it is in memory
 */
public record SenderSettings(
        String instance,
        int requestsPerEndpoint,
        int requests,
        int windowBytes,
        Duration breakerAfter,
        Duration probeInterval,
        Duration connectTimeout,
        List<InetSocketAddress> dnsServers,
        Duration exchangeTimeout,
        Duration commitInterval,
        Duration drainTimeout,
        Optional<Path> extraAuthorities,
        TableSettings table,
        RetryDelays delays) {

    public static final Setting<String> INSTANCE = Setting.text(
            "sender.instance",
            "",
            "a name that no other sender has, or nothing",
            "Names this sender in its transactional id. Empty: the host's name and the lowest number free on it.");

    public static final Setting<Integer> REQUESTS_PER_ENDPOINT = Setting.wholeNumber(
            "sender.requests-per-endpoint", 32, 1, 1000, "Most requests in flight to one endpoint, per sender.");

    public static final Setting<Integer> REQUESTS =
            Setting.wholeNumber("sender.requests", 1000, 1, 20_000, "Most requests in flight in all, per sender.");

    public static final Setting<Integer> WINDOW_BYTES = Setting.wholeNumber(
            "sender.window-bytes",
            64 * 1024 * 1024,
            1024 * 1024,
            1024 * 1024 * 1024,
            "Bytes of bodies that wait or are in flight, beyond which a sender reads no more.");

    public static final Setting<Duration> BREAKER_AFTER = Setting.duration(
            "sender.breaker-after",
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How long an endpoint must have answered nothing at all, in 20 attempts of 10 deliveries at least, until its"
                    + " deliveries are parked instead of attempted.");

    public static final Setting<Duration> PROBE_INTERVAL = Setting.duration(
            "sender.probe-interval",
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "Time between two deliveries that find out whether such an endpoint answers again.");

    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
            "sender.connect-timeout",
            Duration.ofSeconds(3),
            Duration.ofMillis(10),
            Duration.ofSeconds(30),
            "Bound on the name look-up and the TCP connection together.");

    public static final Setting<List<InetSocketAddress>> DNS_SERVERS = Setting.list(
                    "sender.dns-servers",
                    "IP addresses separated by commas, with a port where it is not 53: 10.0.0.53, 10.0.0.54:5353,"
                            + " [fd00::53]:5353",
                    "Name servers that are asked for endpoints' addresses, in this order. Empty: those of"
                            + " /etc/resolv.conf when the sender starts.")
            .then(DnsServers::parse);

    public static final Setting<Duration> EXCHANGE_TIMEOUT = Setting.duration(
            "sender.exchange-timeout",
            Duration.ofSeconds(10),
            Duration.ofMillis(10),
            Duration.ofSeconds(60),
            "Bound on the whole exchange from the TCP connection on. The public documentation promises the default.");

    public static final Setting<Duration> COMMIT_INTERVAL = Setting.duration(
            "sender.commit-interval",
            Duration.ofMillis(50),
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            "Longest time that an answer waits to be committed. What is answered and not yet committed when a sender"
                    + " dies is sent again.");

    public static final Setting<Duration> DRAIN_TIMEOUT = Setting.duration(
            "sender.drain-timeout",
            Duration.ofSeconds(14),
            Duration.ofMillis(100),
            Duration.ofSeconds(120),
            "Longest time that requests in flight are waited for when a partition moves or the sender stops. Less than"
                    + " the two timeouts together lets requests be sent again.");

    public static final Setting<Optional<Path>> EXTRA_AUTHORITIES = Setting.text(
                    "sender.extra-ca-file",
                    "",
                    "the path of a PEM file, or nothing",
                    "Certificate authorities that are believed beside Java's own.")
            .then(path -> path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path)));

    public static final List<Setting<?>> ALL = List.of(
            INSTANCE,
            REQUESTS_PER_ENDPOINT,
            REQUESTS,
            WINDOW_BYTES,
            BREAKER_AFTER,
            PROBE_INTERVAL,
            CONNECT_TIMEOUT,
            DNS_SERVERS,
            EXCHANGE_TIMEOUT,
            COMMIT_INTERVAL,
            DRAIN_TIMEOUT,
            EXTRA_AUTHORITIES,
            TableSettings.STATE_DIRECTORY,
            TableSettings.CACHED_ENDPOINTS);

    /** Deliveries that may wait in memory or be in flight, however small: each costs about a kilobyte beside its body. */
    static final int WINDOW_DELIVERIES = 20_000;

    private static final int BREAKER_FAILURES = 20;
    private static final int BREAKER_DELIVERIES = 10;

    /** What holds for every endpoint. */
    LaneRules laneRules() {
        return new LaneRules(
                requestsPerEndpoint,
                requests,
                windowBytes,
                WINDOW_DELIVERIES,
                new BreakerRules(BREAKER_FAILURES, BREAKER_DELIVERIES, breakerAfter, probeInterval));
    }

    public static SenderSettings of(Settings settings) {
        return new SenderSettings(
                settings.get(INSTANCE),
                settings.get(REQUESTS_PER_ENDPOINT),
                settings.get(REQUESTS),
                settings.get(WINDOW_BYTES),
                settings.get(BREAKER_AFTER),
                settings.get(PROBE_INTERVAL),
                settings.get(CONNECT_TIMEOUT),
                settings.get(DNS_SERVERS),
                settings.get(EXCHANGE_TIMEOUT),
                settings.get(COMMIT_INTERVAL),
                settings.get(DRAIN_TIMEOUT),
                settings.get(EXTRA_AUTHORITIES),
                TableSettings.of(settings),
                settings.get(RetryDelays.DELAYS));
    }
}
