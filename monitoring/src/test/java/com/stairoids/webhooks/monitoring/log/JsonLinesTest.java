package com.stairoids.webhooks.monitoring.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonLinesTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Logger log = context.getLogger("com.stairoids.Example");

    JsonLinesTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setOutputStream(written);
        appender.setEncoder(new JsonLines(context));
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        LogFormat.JSON.applyTo(context);
    }

    @Test
    void anEventIsALineOfJsonWithItsKeyValuesAsMembers() {
        log.atWarn()
                .addKeyValue("role", "router")
                .addKeyValue("offset", 17L)
                .addKeyValue("paused", true)
                .addKeyValue("nothing", (Object) null)
                .addKeyValue("deadline", Duration.ofSeconds(25))
                .log("It said \"no\"\nand\tleft");

        JsonNode line = only();

        assertThat(Instant.parse(line.path("timestamp").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(line.path("timestamp").asString()).hasSize("2026-11-01T12:00:00.000Z".length());
        assertThat(line.path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("logger").asString()).isEqualTo("com.stairoids.Example");
        assertThat(line.path("thread").asString())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(line.path("message").asString()).isEqualTo("It said \"no\"\nand\tleft");
        assertThat(line.path("role").asString()).isEqualTo("router");
        assertThat(line.path("offset").isNumber()).isTrue();
        assertThat(line.path("paused").isBoolean()).isTrue();
        assertThat(line.path("nothing").isNull()).isTrue();
        assertThat(line.path("deadline").asString()).isEqualTo("PT25S");
        assertThat(line.has("exception")).isFalse();
    }

    /** A bean's properties would show what its toString hides. */
    @Test
    void anObjectIsShownAsItShowsItself() {
        record Secret(String revealed) {
            @Override
            public String toString() {
                return "***";
            }
        }

        log.atInfo().addKeyValue("secret", new Secret("whsec_1")).log("made");

        assertThat(only().path("secret").asString()).isEqualTo("***");
    }

    @Test
    void anExceptionIsShownWithItsCauseAndStack() {
        log.atError()
                .setCause(new IllegalStateException("outer", new IllegalArgumentException("inner")))
                .log("failed");

        assertThat(only().path("exception").asString())
                .contains("IllegalStateException: outer")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .contains("at " + JsonLinesTest.class.getName());
    }

    @Test
    void aKeyDoesNotHideAMemberOfTheLine() {
        log.atInfo().addKeyValue("message", "key's").log("line's");

        assertThat(only().path("message").asString()).isEqualTo("line's");
        assertThat(only().path("message_").asString()).isEqualTo("key's");
    }

    @Test
    void halfACharacterCostsNoLine() {
        log.atInfo().addKeyValue("name", "\ud83d").log("cut");

        assertThat(only().path("name").asString()).isEqualTo("?");
    }

    @Test
    void anotherFormatIsRefusedByName() {
        Settings settings = Settings.of(Map.of("process.log-format", "xml"));

        assertThatThrownBy(() -> settings.get(LogFormat.SETTING))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("process.log-format")
                .hasMessageContaining("text or json");
    }

    private JsonNode only() {
        List<String> lines = written.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        return new ObjectMapper().readTree(lines.getFirst());
    }
}
