package com.stairoids.webhooks.deadletters.replay;

import java.util.Locale;

/** Why a dead letter is not asked for. */
public enum Refusal {
    ENDPOINT_DELETED("its endpoint is deleted: nobody would receive it"),
    ENDPOINT_DISABLED("its endpoint is disabled: enable it first, or the replay would be cancelled"),
    NO_DELIVERY("it is a record that was no delivery: there is nobody to send it to"),
    TOO_LARGE("its body is larger than any that the router lets through"),
    TOO_OLD("it was given up so long ago that nobody knows any more whether it was replayed");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** As in {@code endpoint-deleted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why, for people; begins with "it" or "its". */
    public String sentence() {
        return sentence;
    }
}
