package com.stairoids.webhooks.broker;

/** The port asked for is in use on the loopback address; nothing has been started. */
public final class PortTakenException extends RuntimeException {
    private final int port;

    PortTakenException(int port, Throwable cause) {
        super("port " + port + " is taken on 127.0.0.1", cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
