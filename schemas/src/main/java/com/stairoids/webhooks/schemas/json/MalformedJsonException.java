package com.stairoids.webhooks.schemas.json;

import tools.jackson.core.JacksonException;

/** Bytes that are not the JSON they should be; the message says what and where, not the bytes. */
public final class MalformedJsonException extends Exception {
    public MalformedJsonException(String what, JacksonException cause) {
        super("not a readable " + what + ": " + cause.getOriginalMessage(), cause);
    }
}
