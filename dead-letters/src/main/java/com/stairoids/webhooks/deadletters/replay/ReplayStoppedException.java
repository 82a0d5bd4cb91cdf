package com.stairoids.webhooks.deadletters.replay;

/** Kafka did not take a request. What it took stays asked for; asking for the same again goes on with the rest. */
public final class ReplayStoppedException extends RuntimeException {
    private final long taken;

    ReplayStoppedException(String deliveryId, long taken, Throwable cause) {
        super("Kafka did not take the request for " + deliveryId + ": " + cause.getMessage(), cause);
        this.taken = taken;
    }

    /** Requests that Kafka had taken by then. */
    public long taken() {
        return taken;
    }
}
