package com.stairoids.webhooks.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a delivery exists. */
public enum Cause {
    /** A domain event matched a subscription. */
    @JsonProperty("event")
    EVENT,
    /** Somebody pressed Test. */
    @JsonProperty("test")
    TEST,
    /** Somebody asked for a delivery again. */
    @JsonProperty("replay")
    REPLAY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Cause> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(cause -> cause.wireName().equals(wireName))
                .findFirst();
    }
}
