package com.stairoids.webhooks.sender.post;

import java.net.UnknownHostException;

/** A name resolved to nothing but addresses that deliveries are not sent to; the message says why. */
public final class TargetRefusedException extends UnknownHostException {
    public TargetRefusedException(String message) {
        super(message);
    }
}
