package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Setting<Integer> NUMBER =
            Setting.wholeNumber("sender.requests-per-endpoint", 32, 1, 1000, "Requests at once.");
    private static final Setting<String> TEXT = Setting.text("some.text", "default", "anything", "Anything.");

    @TempDir
    Path directory;

    @Test
    void theDefaultIsTakenWhereNothingIsWritten() {
        assertThat(Settings.of(Map.of()).get(NUMBER)).isEqualTo(32);
    }

    @Test
    void theFileIsRead() throws IOException {
        Path file = file("sender.requests-per-endpoint = 5\nsome.text=Zoë 株\n");

        Settings settings = Settings.load(file, Map.of(), Map.of());

        assertThat(settings.get(NUMBER)).isEqualTo(5);
        assertThat(settings.get(TEXT)).isEqualTo("Zoë 株");
    }

    @Test
    void theEnvironmentIsStrongerThanTheFile() throws IOException {
        Path file = file("sender.requests-per-endpoint=5");

        Settings settings = Settings.load(file, Map.of("SENDER_REQUESTS_PER_ENDPOINT", "6"), Map.of());

        assertThat(settings.get(NUMBER)).isEqualTo(6);
    }

    @Test
    void theCommandLineIsStrongerThanTheEnvironment() throws IOException {
        Path file = file("sender.requests-per-endpoint=5");

        Settings settings = Settings.load(
                file, Map.of("SENDER_REQUESTS_PER_ENDPOINT", "6"), Map.of("sender.requests-per-endpoint", "7"));

        assertThat(settings.get(NUMBER)).isEqualTo(7);
    }

    /** Compose files pass what is unset on as empty. */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyEnvironmentVariableIsNotSet(String empty) throws IOException {
        Path file = file("sender.requests-per-endpoint=5");

        assertThat(Settings.load(file, Map.of("SENDER_REQUESTS_PER_ENDPOINT", empty), Map.of())
                        .get(NUMBER))
                .isEqualTo(5);
        assertThat(Settings.load(null, Map.of("SENDER_REQUESTS_PER_ENDPOINT", empty), Map.of())
                        .get(NUMBER))
                .isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${HOME}",
                "${some.text}",
                "a${b:c}d",
                "$${x}",
                "\\${x}",
                "${",
                "#{x}",
                "a\\,b",
                "%dev.x",
                "${x::y}"
            })
    void whatLooksLikeAnExpressionIsTakenAsItStands(String value) {
        assertThat(Settings.of(Map.of("some.text", value)).get(TEXT)).isEqualTo(value);
        assertThat(Settings.load(null, Map.of("SOME_TEXT", value), Map.of()).get(TEXT))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDER_REQUESTSPERENDPOINT", "REQUESTS_PER_ENDPOINT"})
    void otherSpellingsInTheEnvironmentAreNotOurs(String name) {
        assertThat(Settings.load(null, Map.of(name, "6"), Map.of()).get(NUMBER)).isEqualTo(32);
    }

    @Test
    void whatCannotBeUsedIsNamedWithItsEnvironmentNameAndItsBounds() {
        Settings settings = Settings.of(Map.of("sender.requests-per-endpoint", "many"));

        assertThatThrownBy(() -> settings.get(NUMBER))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("setting sender.requests-per-endpoint (SENDER_REQUESTS_PER_ENDPOINT) cannot be used:"
                        + " it is not a whole number. It takes a whole number from 1 to 1000.");
    }

    @Test
    void whatIsBelowAPrefixIsFoundWhereverItWasWritten() throws IOException {
        Path file = file("kafka.client.security.protocol=SSL\nkafka.client.a=file\nkafka.client.b=file\n"
                + "kafka.client.c=file\nkafka.clients.d=file");

        Map<String, String> below = Settings.load(
                        file,
                        Map.of("KAFKA_CLIENT_B", "environment", "KAFKA_CLIENT_C", "environment", "PATH", "/bin"),
                        Map.of("kafka.client.c", "command line"))
                .below("kafka.client.");

        assertThat(below)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("security.protocol", "SSL", "a", "file", "b", "environment", "c", "command line"));
    }

    /** An empty value means something to Kafka: no ssl.endpoint.identification.algorithm, no host name check. */
    @Test
    void belowAPrefixAnEmptyValueIsKept() {
        Map<String, String> below = Settings.load(
                        null, Map.of("KAFKA_CLIENT_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM", ""), Map.of())
                .below("kafka.client.");

        assertThat(below).containsEntry("ssl.endpoint.identification.algorithm", "");
    }

    @Test
    void unknownNamesInTheFileOrOnTheCommandLineAreRefusedTogether() throws IOException {
        Settings settings = Settings.load(
                file("sender.request-per-endpoint=5\nsome.text=a"),
                Map.of(),
                Map.of("b.c", "1", "kafka.client.x", "y"));

        assertThatThrownBy(() -> settings.requireKnown(List.of(NUMBER, TEXT), List.of("kafka.client.")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("there is no setting b.c, sender.request-per-endpoint: see docs/settings.md for the names"
                        + " that there are");
    }

    @Test
    void knownNamesPassAndTheEnvironmentMayHoldAnything() throws IOException {
        Settings settings = Settings.load(
                file("sender.requests-per-endpoint=5"), Map.of("SENDER_SERVICE_HOST", "10.0.0.1"), Map.of());

        assertThatCode(() -> settings.requireKnown(List.of(NUMBER, TEXT), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Settings.load(directory.resolve("none.properties"), Map.of(), Map.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("none.properties does not exist");
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path file = directory.resolve("binary.properties");
        Files.write(file, new byte[] {'a', '=', (byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> Settings.load(file, Map.of(), Map.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("binary.properties cannot be read");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("webhooks.properties"), content, StandardCharsets.UTF_8);
    }
}
