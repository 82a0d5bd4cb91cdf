package com.stairoids.webhooks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** A name server that takes every question and answers none. */
final class SilentNameServer implements AutoCloseable {
    /** RFC 6761, 6.4: it exists nowhere. */
    static final String NAME = "never-resolves.invalid";

    private final DatagramSocket socket;

    private SilentNameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    static SilentNameServer start() {
        try {
            return new SilentNameServer(
                    new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a line ask this server. */
    Map<String, String> settings() {
        return Map.of("sender.dns-servers", "127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void close() {
        socket.close();
    }
}
