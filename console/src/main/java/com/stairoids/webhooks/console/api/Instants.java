package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Times that look like some and may name no real date: a schema cannot tell. */
final class Instants {
    private Instants() {}

    /** Of those parameters that are given. */
    static List<Violation> violations(Request request, String... names) {
        return Arrays.stream(names)
                .filter(name ->
                        request.optional(name).filter(text -> !isReal(text)).isPresent())
                .map(name -> new Violation(null, name, "There is no such date or time. Correct it."))
                .toList();
    }

    static boolean isReal(String text) {
        try {
            var _ = Instant.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
