package com.stairoids.webhooks.sender.admit;

/**
 * How many requests an endpoint may have in flight: one more with each answer, half as many when there is none (additive
 * increase, multiplicative decrease, as in RFC 5681), between a few and the cap. An endpoint that hangs so holds few of
 * the sender's requests, long before it counts as one that does not answer.
 */
final class Concurrency {
    private static final int LEAST = 4;

    private final int cap;
    private int allowed;

    /** @param cap most requests in flight, 1 or more */
    Concurrency(int cap) {
        this.cap = cap;
        this.allowed = Math.min(LEAST, cap);
    }

    int allowed() {
        return allowed;
    }

    void answered() {
        allowed = Math.min(cap, allowed + 1);
    }

    void unanswered() {
        allowed = Math.max(Math.min(LEAST, cap), allowed / 2);
    }
}
