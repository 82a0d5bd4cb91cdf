package com.stairoids.webhooks.deliverylog;

/** What came of looking for a record at its coordinates. */
public sealed interface Lookup<T> {
    /** It was there. */
    record Found<T>(T value) implements Lookup<T> {}

    /** Its topic keeps it no more, or the log never knew where it stands. */
    record Expired<T>() implements Lookup<T> {}

    /**
     * Kafka did not answer in time, or refused; asking again may help.
     *
     * @param reason for an operator
     */
    record Unanswered<T>(String reason) implements Lookup<T> {}
}
