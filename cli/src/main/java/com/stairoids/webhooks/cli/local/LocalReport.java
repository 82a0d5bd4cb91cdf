package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.cli.role.RunningRole;
import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What {@code local} tells whoever started it, a line at a time. Any thread may call it. */
final class LocalReport {
    private final PrintStream out;
    private final InstantSource time;
    private final Instant begun;

    LocalReport(PrintStream out, InstantSource time) {
        this.out = out;
        this.time = time;
        this.begun = time.instant();
    }

    synchronized void broker(String bootstrapServers, Path data) {
        out.println("Starting the whole line in this process. Only here, http:// and loopback targets are allowed.");
        ready("broker", bootstrapServers + ", data in " + data.toAbsolutePath().normalize());
    }

    synchronized void topics(int count, int partitions) {
        ready("topics", count + ", " + partitions + " partitions each, subscriptions 1");
    }

    synchronized void monitoring(int port) {
        ready("monitoring", "http://127.0.0.1:" + port + "/metrics and /health/ready, of all roles");
    }

    synchronized void endpoint(Endpoint endpoint) {
        ready("demo endpoint", endpoint.id() + " of workspace " + endpoint.key().workspaceId());
        if (endpoint.subscription().status() == EndpointStatus.DISABLED) {
            out.println(
                    "  It is disabled, so nothing will arrive: `./webhooks endpoints enable " + endpoint.id() + "`.");
        }
    }

    synchronized void role(RunningRole running) {
        String where = running.console()
                .map(console -> "http://127.0.0.1:" + console.port() + ", Settings → Webhooks and its API")
                .orElse("");
        ready(running.role().commandName(), where);
    }

    synchronized void login(URI link, Path token) {
        out.println("Settings → Webhooks, signed in, once and within an hour; later by the token in " + token + ":");
        out.println("  " + link);
    }

    synchronized void receiver(URI url, boolean otherSecret) {
        ready("demo receiver", url + (otherSecret ? ", verifying with --demo-secret" : ""));
    }

    synchronized void samples() {
        out.println("Sending a sample of each event type. Deliveries, as they arrive at the demo receiver:");
    }

    synchronized void received(DemoReceiver.Received received) {
        out.println("  " + received.describe());
    }

    synchronized void usage(Path settings, String bootstrapServers) {
        out.println("Send an event of your own, in another terminal:");
        out.println("  kcat -P -b " + bootstrapServers + " -t stairoids.signals event.json");
        out.println("Receive it at an endpoint of your own, see README.md:");
        out.println("  ./webhooks endpoints add --settings " + settings + " --workspace ... --url ... --event ...");
        out.println("Ctrl-C ends it; the data is kept.");
    }

    synchronized void stopping() {
        out.println("Stopping: roles first, the broker last.");
    }

    synchronized void stopped() {
        out.println("Stopped.");
    }

    private void ready(String part, String detail) {
        double seconds = Duration.between(begun, time.instant()).toMillis() / 1000.0;
        out.println(
                "  %5.1f s  %-15s ready  %s".formatted(seconds, part, detail).stripTrailing());
    }
}
