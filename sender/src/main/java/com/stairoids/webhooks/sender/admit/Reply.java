package com.stairoids.webhooks.sender.admit;

import java.time.Duration;

/** What an attempt says about its endpoint, whether it was a success or not. */
public sealed interface Reply {
    /**
     * Somebody is there.
     *
     * @param pause how long the endpoint asks to be left alone; zero where it does not
     */
    record Answered(Duration pause) implements Reply {}

    /**
     * Nobody answered.
     *
     * @param why a sentence for the customer
     */
    record Unanswered(String why) implements Reply {}

    /** Nothing: no request was sent. */
    record None() implements Reply {}
}
