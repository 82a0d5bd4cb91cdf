package com.stairoids.webhooks.console.contract;

import com.networknt.schema.Error;
import org.jspecify.annotations.Nullable;

/**
 * Something in a request that is not as the contract has it.
 *
 * @param pointer JSON Pointer into the body; null where it is a parameter
 * @param parameter its name; null where it is the body
 * @param detail a sentence
 */
public record Violation(@Nullable String pointer, @Nullable String parameter, String detail) {
    private static final int LONGEST = 300;

    static Violation of(Error error) {
        return new Violation(pointer(error), null, sentence(error));
    }

    static String sentence(Error error) {
        String message = String.valueOf(error.getMessage());
        String bounded = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
        return "It is refused: " + bounded + ".";
    }

    private static String pointer(Error error) {
        String location = String.valueOf(error.getInstanceLocation());
        return location.startsWith("$") ? location.substring(1) : location;
    }
}
