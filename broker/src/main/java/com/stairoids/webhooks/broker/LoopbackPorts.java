package com.stairoids.webhooks.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. What is free now may be taken a moment later: who binds it must still be ready for that. */
final class LoopbackPorts {
    static final String ADDRESS = "127.0.0.1";

    private LoopbackPorts() {}

    /** @throws PortTakenException where somebody listens on {@code port} */
    static void requireFree(int port) {
        try {
            bind(port).close();
        } catch (BindException e) {
            throw new PortTakenException(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two different ports that nobody listens on. */
    static Pair anyFree() {
        try (ServerSocket first = bind(0);
                ServerSocket second = bind(0)) {
            return new Pair(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As the broker does: a port whose last connections are still in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The listeners' ports: for clients, and for the controller in the same process. */
    record Pair(int broker, int controller) {}
}
