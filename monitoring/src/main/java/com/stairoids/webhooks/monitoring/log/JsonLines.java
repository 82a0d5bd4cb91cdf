package com.stairoids.webhooks.monitoring.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object for each event, in one line: {@code timestamp} (ISO 8601, UTC, milliseconds), {@code level}, {@code logger},
 * {@code thread}, {@code message}, the event's key-values as members of their own, and {@code exception} with its stack trace.
 * Numbers and booleans stay such; of everything else only {@code toString} is shown, in which secrets are redacted. A key that
 * is one of these members' names gets an underscore behind it.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String EXCEPTION = "exception";
    private static final Set<String> OWN = Set.of("timestamp", "level", "logger", "thread", "message", EXCEPTION);

    public JsonLines(LoggerContext owner) {
        setContext(owner);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    /** Text is put together first: what is no valid Unicode becomes a question mark then, where a stream would refuse it. */
    @Override
    public byte[] encode(ILoggingEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("timestamp", timestamp(event.getTimeStamp()));
            json.writeStringProperty("level", event.getLevel().toString());
            json.writeStringProperty("logger", event.getLoggerName());
            json.writeStringProperty("thread", event.getThreadName());
            json.writeStringProperty("message", event.getFormattedMessage());
            writeKeyValues(json, event.getKeyValuePairs());
            if (event.getThrowableProxy() != null) {
                json.writeStringProperty(EXCEPTION, ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            json.writeEndObject();
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static void writeKeyValues(JsonGenerator json, @Nullable List<KeyValuePair> pairs) {
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            json.writeName(OWN.contains(pair.key) ? pair.key + "_" : pair.key);
            switch (pair.value) {
                case null -> json.writeNull();
                case Integer number -> json.writeNumber(number);
                case Long number -> json.writeNumber(number);
                case Boolean flag -> json.writeBoolean(flag);
                default -> json.writeString(pair.value.toString());
            }
        }
    }

    /** Always with milliseconds, so that lines sort as text. */
    private static String timestamp(long millis) {
        return TIMESTAMP.format(Instant.ofEpochMilli(millis));
    }
}
