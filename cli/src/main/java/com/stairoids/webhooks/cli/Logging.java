package com.stairoids.webhooks.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** How much of the log is shown; it goes to stderr, in the form that {@code logback.xml} gives it. */
public final class Logging {
    private static final String OURS = "com.stairoids.webhooks";
    private static final String KAFKA = "org.apache.kafka";

    private Logging() {}

    /** One command: it says itself what is wrong. */
    public static void forCommand(boolean verbose) {
        levels(verbose ? Level.DEBUG : Level.WARN, verbose ? Level.INFO : Level.ERROR);
    }

    /** A role: its log is what an operator has of it. */
    public static void forRole(boolean verbose) {
        levels(verbose ? Level.DEBUG : Level.INFO, verbose ? Level.INFO : Level.WARN);
    }

    private static void levels(Level ours, Level kafka) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(OURS).setLevel(ours);
            context.getLogger(KAFKA).setLevel(kafka);
        }
    }
}
