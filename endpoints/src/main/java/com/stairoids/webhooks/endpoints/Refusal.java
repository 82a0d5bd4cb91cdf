package com.stairoids.webhooks.endpoints;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why something cannot be.
 *
 * @param member of an endpoint as the API names it, such as {@code rate_limit}; empty where it is about none of them
 * @param reason says what is wrong and what to do
 */
public record Refusal(String member, String reason) {
    static Stream<Refusal> of(String member, Optional<String> reason) {
        return of(member, reason.stream());
    }

    static Stream<Refusal> of(String member, Stream<String> reasons) {
        return reasons.map(reason -> new Refusal(member, reason));
    }
}
