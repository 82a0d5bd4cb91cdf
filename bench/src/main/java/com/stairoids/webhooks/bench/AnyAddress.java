package com.stairoids.webhooks.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers 200 on every address of 127.0.0.0/8, so that each is a customer's host of its own. Requests must end with the
 * body {@code {}}. Those to {@code /close} end their connection.
 */
final class AnyAddress implements AutoCloseable {
    private static final byte[] KEEP =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final AtomicInteger open = new AtomicInteger();

    AnyAddress() {
        try {
            this.server = new ServerSocket(0, 4096);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("any-address").start(this::listen);
    }

    /** @param number from 0 to 16 million: which address */
    String url(int number, String path) {
        return "http://127.%d.%d.%d:%d%s"
                .formatted(1 + (number >> 16), (number >> 8) & 255, number & 255, server.getLocalPort(), path);
    }

    int openConnections() {
        return open.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or a client that left early: the loop decides which.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1024);
            boolean more = true;
            while (more) {
                int request = request(in);
                more = request == 0;
                if (request >= 0) {
                    socket.getOutputStream().write(more ? KEEP : CLOSE);
                }
            }
        } catch (IOException e) {
            // The client closed the connection, as it may.
        } finally {
            open.decrementAndGet();
        }
    }

    /** 0 for one after which the connection stays, 1 for the other sort, -1 at the end. */
    private static int request(InputStream in) throws IOException {
        int path = 0;
        int position = 0;
        int before = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            // POST /close: the seventh byte tells.
            if (position++ == 6) {
                path = next == 'c' ? 1 : 0;
            }
            if (before == '{' && next == '}') {
                return path;
            }
            before = next;
        }
        return -1;
    }
}
