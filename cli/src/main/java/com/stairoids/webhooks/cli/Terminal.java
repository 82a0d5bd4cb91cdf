package com.stairoids.webhooks.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What surrounds a command: results go to {@code out}, all else to {@code err}.
 *
 * @param environment the process's variables
 */
public record Terminal(PrintStream out, PrintStream err, InputStream in, Map<String, String> environment) {
    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The process's own. */
    public static Terminal ofProcess() {
        return new Terminal(System.out, System.err, System.in, System.getenv());
    }
}
