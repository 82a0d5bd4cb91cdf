package com.stairoids.webhooks.schemas.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Bytes that are not the JSON they should be; the message says what is wrong and where, and quotes at most the part that
 * is wrong.
 */
public final class MalformedJsonException extends Exception {
    public MalformedJsonException(String what, JacksonException cause) {
        super("not a readable " + what + place(cause) + ": " + cause.getOriginalMessage(), cause);
    }

    public MalformedJsonException(String what, String why) {
        super("not a readable " + what + ": " + why);
    }

    private static String place(JacksonException cause) {
        TokenStreamLocation location = cause.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
