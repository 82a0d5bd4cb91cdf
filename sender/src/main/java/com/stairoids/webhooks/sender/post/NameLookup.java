package com.stairoids.webhooks.sender.post;

import java.util.concurrent.CompletableFuture;

/** Asks for the addresses of a name, and blocks nobody. */
@FunctionalInterface
public interface NameLookup {
    /**
     * Starts to ask for the addresses of {@code host}, which is no IP literal.
     *
     * @return completes normally, in its own time, on a thread that must not be held up
     */
    CompletableFuture<Resolution> lookUp(String host);
}
