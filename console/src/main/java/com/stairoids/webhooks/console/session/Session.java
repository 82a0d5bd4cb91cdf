package com.stairoids.webhooks.console.session;

import com.stairoids.webhooks.console.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Somebody who is signed in.
 *
 * @param csrf what every change of theirs must carry, since no page of another site knows it
 */
public record Session(Caller caller, String csrf) {
    /** Whether {@code given} is this session's; takes the same time whatever is different. */
    public boolean isItsCsrf(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), csrf.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "session of " + caller.token().id();
    }
}
