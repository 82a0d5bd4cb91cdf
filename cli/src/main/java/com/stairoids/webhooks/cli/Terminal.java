package com.stairoids.webhooks.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command: results go to {@code out}, all else to {@code err}.
 *
 * @param environment the process's variables
 * @param isInteractive whether somebody reads {@code out} and can be asked by {@code in}
 */
public record Terminal(
        PrintStream out, PrintStream err, InputStream in, Map<String, String> environment, boolean isInteractive) {
    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** One that nobody sits at. */
    public Terminal(PrintStream out, PrintStream err, InputStream in, Map<String, String> environment) {
        this(out, err, in, environment, false);
    }

    /** The process's own; somebody sits at it where both standard input and output are a terminal. */
    public static Terminal ofProcess() {
        // Where there is no terminal, Java versions differ in whether there is a console.
        boolean interactive =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Terminal(System.out, System.err, System.in, System.getenv(), interactive);
    }
}
