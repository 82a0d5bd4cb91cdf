package com.stairoids.webhooks.cli;

/** A command cannot go on; the message is the sentence that its operator reads: what is wrong, and what to do. */
public final class CommandFailedException extends RuntimeException {
    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
