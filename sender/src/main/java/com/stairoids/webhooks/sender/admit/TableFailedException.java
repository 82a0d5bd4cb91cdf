package com.stairoids.webhooks.sender.admit;

import java.nio.file.Path;

/** The table of subscriptions can be written or read no longer; the message names the setting that says where it lies. */
public final class TableFailedException extends RuntimeException {
    TableFailedException(Path directory, Throwable cause) {
        super(
                "the table of subscriptions in " + directory + " (" + TableSettings.STATE_DIRECTORY.name()
                        + ") cannot be used any more: " + cause.getMessage(),
                cause);
    }
}
