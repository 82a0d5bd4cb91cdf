package com.stairoids.webhooks.deliverylog;

/** The log is being read from Kafka, or cannot be read; asking again, some seconds later, may help. */
public final class LogUnavailableException extends Exception {
    public LogUnavailableException(String message) {
        super(message);
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
