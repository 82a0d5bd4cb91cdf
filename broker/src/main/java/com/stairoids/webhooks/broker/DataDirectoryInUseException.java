package com.stairoids.webhooks.broker;

import java.nio.file.Path;

/** Another broker, in this process or another, holds the data directory; nothing has been started. */
public final class DataDirectoryInUseException extends RuntimeException {
    private final transient Path directory;

    DataDirectoryInUseException(Path directory) {
        super("the data directory " + directory + " is in use by another broker");
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }
}
