package com.stairoids.webhooks.broker;

import org.jspecify.annotations.Nullable;

/** The broker did not start, or gave up while it ran; the message says what is known of it. */
public final class BrokerFailedException extends RuntimeException {
    BrokerFailedException(String message) {
        super(message);
    }

    BrokerFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
