package com.stairoids.webhooks.sender.post;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Accepts connections and never finishes a handshake. */
final class StallingServer implements AutoCloseable {
    enum Stall {
        /** Reads, and says nothing. */
        SILENT,
        /** The first bytes of a record that announces more, then nothing. */
        IN_THE_MIDDLE,
        /** A record that comes one byte at a time, so that no timeout between reads is ever reached. */
        DRIPPING
    }

    /** A handshake record (RFC 8446, 5.1) of 8 KiB: more than any test waits for. */
    private static final byte[] RECORD_HEAD = {22, 3, 3, 32, 0, 2, 0, 31, (byte) 252};

    private final Stall stall;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    private StallingServer(Stall stall) throws IOException {
        this.stall = stall;
        this.server = new ServerSocket(0, 1024, InetAddress.ofLiteral("127.0.0.1"));
    }

    static StallingServer start(Stall stall) throws IOException {
        StallingServer started = new StallingServer(stall);
        Thread.ofVirtual().name("stalling-server").start(started::listen);
        return started;
    }

    String url() {
        return "https://127.0.0.1:" + server.getLocalPort() + "/";
    }

    int openConnections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void listen() {
        while (closing.getCount() > 0) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("stalling-reader").start(() -> read(socket));
                Thread.ofVirtual().name("stalling-writer").start(() -> write(socket));
            } catch (IOException e) {
                // The server was closed: the loop decides.
            }
        }
    }

    private void read(Socket socket) {
        try (socket) {
            byte[] buffer = new byte[4096];
            while (socket.getInputStream().read(buffer) >= 0) {
                // Whatever the client says, it is not answered.
            }
        } catch (IOException e) {
            // The client cut the connection, which is an end as well.
        } finally {
            open.remove(socket);
        }
    }

    private void write(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            if (stall != Stall.SILENT) {
                out.write(RECORD_HEAD);
            }
            while (stall == Stall.DRIPPING && !closing.await(50, TimeUnit.MILLISECONDS)) {
                out.write(0);
            }
        } catch (IOException e) {
            // The client cut the connection: the reader sees it too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
