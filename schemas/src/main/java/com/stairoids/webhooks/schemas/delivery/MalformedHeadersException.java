package com.stairoids.webhooks.schemas.delivery;

/** A record does not have the headers that its topic promises; the message says which. */
public final class MalformedHeadersException extends Exception {
    public MalformedHeadersException(String message) {
        super(message);
    }

    public MalformedHeadersException(String message, Throwable cause) {
        super(message, cause);
    }
}
