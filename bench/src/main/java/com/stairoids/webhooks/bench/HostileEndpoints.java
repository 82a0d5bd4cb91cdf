package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** One that hangs, one that refuses connections, one whose name never resolves, one that flaps. */
final class HostileEndpoints {
    static final int COUNT = 4;

    private static final Duration FLAP = Duration.ofSeconds(5);

    private final Workspace workspace;
    private final List<EndpointKey> endpoints;

    private HostileEndpoints(Workspace workspace, List<EndpointKey> endpoints) {
        this.workspace = workspace;
        this.endpoints = endpoints;
    }

    /** @param workspaces that of each */
    static HostileEndpoints register(Workspace workspace, Receiver receiver, IntFunction<String> workspaces) {
        receiver.answers("/hangs", new Behaviour.Hang());
        receiver.answers("/flaps", new Behaviour.Depending(_ -> isUp() ? Behaviour.status(200) : new Behaviour.Hang()));
        List<URI> urls = List.of(
                receiver.url("/hangs"),
                URI.create("http://127.0.0.1:" + closedPort() + "/refuses"),
                URI.create("http://" + SilentNameServer.NAME + "/nowhere"),
                receiver.url("/flaps"));
        EndpointKey[] keys = new EndpointKey[COUNT];
        for (int number = 0; number < COUNT; number++) {
            keys[number] = workspace.subscribe(workspaces.apply(number), urls.get(number));
        }
        return new HostileEndpoints(workspace, List.of(keys));
    }

    void switchTo(EndpointStatus status) {
        endpoints.forEach(endpoint -> workspace.switchTo(status, endpoint));
    }

    private static boolean isUp() {
        return System.nanoTime() / FLAP.toNanos() % 2 == 0;
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
