package com.stairoids.webhooks.monitoring.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import com.stairoids.webhooks.settings.Setting;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** What a line of the log looks like. */
public enum LogFormat {
    /** As {@code logback.xml} has it. */
    TEXT,
    /** As {@link JsonLines} writes it. */
    JSON;

    public static final Setting<LogFormat> SETTING = Setting.text(
                    "process.log-format",
                    "text",
                    "text or json",
                    "The form of a role's log, on stderr: lines for people, or a JSON object on each line for programs.")
            .then(LogFormat::named);

    /** Has the process log so from here on; called before its threads are started. */
    public void apply() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            applyTo(context);
        }
    }

    void applyTo(LoggerContext context) {
        switch (this) {
            case TEXT -> {}
            case JSON ->
                writers(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders(), new JsonLines(context));
        }
    }

    private static void writers(Iterator<Appender<ILoggingEvent>> appenders, JsonLines encoder) {
        encoder.start();
        appenders.forEachRemaining(appender -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> writer) {
                writer.setEncoder(encoder);
            }
        });
    }

    private static LogFormat named(String text) {
        return switch (text) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("it is neither text nor json");
        };
    }
}
