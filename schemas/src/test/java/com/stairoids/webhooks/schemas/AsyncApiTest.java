package com.stairoids.webhooks.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {
    private static final JsonNode DOCUMENT = document();

    @Test
    void itIsAsyncApi3() {
        assertThat(DOCUMENT.path("asyncapi").asString()).isEqualTo("3.0.0");
    }

    @Test
    void itsChannelsAreTheDeclaredTopicsInTheirOrder() {
        List<String> addresses = DOCUMENT.path("channels")
                .valueStream()
                .map(channel -> channel.path("address").asString())
                .toList();

        assertThat(addresses)
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aTopicIsConfiguredAsDeclared(Topic topic) {
        JsonNode kafka = channel(topic).at("/bindings/kafka");
        JsonNode configuration = kafka.path("topicConfiguration");

        assertThat(kafka.path("topic").asString()).isEqualTo(topic.topicName());
        assertThat(kafka.has("partitions")).isEqualTo(topic.partitions() == Topic.Partitions.ONE);
        assertThat(kafka.path("partitions").asInt(1)).isEqualTo(1);
        assertThat(configuration.path("cleanup.policy").path(0).asString())
                .isEqualTo(topic.cleanup().name().toLowerCase(Locale.ROOT));
        for (String setting : List.of("retention.ms", "retention.bytes", "max.message.bytes")) {
            assertThat(configuration.path(setting).asString())
                    .isEqualTo(topic.configuration().get(setting));
        }
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aTopicsMessagesHaveTheDeclaredKey(Topic topic) {
        List<JsonNode> messages = channel(topic)
                .path("messages")
                .valueStream()
                .map(AsyncApiTest::resolved)
                .toList();

        assertThat(messages).isNotEmpty();
        assertThat(messages)
                .allSatisfy(message -> assertThat(
                                message.at("/bindings/kafka/key/description").asString())
                        .isEqualTo(topic.key()));
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aTopicIsWrittenAndReadByThoseDeclared(Topic topic) {
        assertThat(who(topic, "send")).isEqualTo(names(topic.writers()));
        assertThat(who(topic, "receive")).isEqualTo(names(topic.readers()));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void anEventTypeIsAMessageOfItsTopicAlone(EventType type) {
        List<Topic> carrying = Arrays.stream(Topic.values())
                .filter(topic -> channel(topic).path("messages").has(type.wireName()))
                .toList();

        assertThat(carrying).containsExactly(type.topic());
        assertThat(DOCUMENT.path("components")
                        .path("messages")
                        .path(type.wireName())
                        .path("summary")
                        .asString())
                .isEqualTo(type.description());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = DOCUMENT.findValues("$ref");

        assertThat(references)
                .hasSizeGreaterThan(50)
                .allSatisfy(reference -> assertThat(target(reference.asString()).isObject())
                        .as(reference.asString())
                        .isTrue());
    }

    @Test
    void everySchemaButTheSharedPartsIsReferredTo() {
        String text = DOCUMENT.toString();
        Set<String> elsewhere = Set.of("account", "automation", "contact", "signal", "definitions", "domain-event");

        assertThat(JsonSchemas.published().documents().keySet().stream()
                        .filter(name -> !elsewhere.contains(name.replace(".json", "")))
                        .filter(name -> !name.startsWith("body-")))
                .allSatisfy(name -> assertThat(text).contains("./json-schemas/" + name));
    }

    private static Set<String> who(Topic topic, String action) {
        String reference = "#/channels/" + topic.topicName().substring("stairoids.".length());
        return DOCUMENT.path("operations")
                .valueStream()
                .filter(operation -> operation.path("action").asString().equals(action))
                .filter(operation -> operation.at("/channel/$ref").asString().equals(reference))
                .map(operation -> operation.at("/tags/0/name").asString())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(String separatedByCommas) {
        return Arrays.stream(separatedByCommas.split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    private static JsonNode channel(Topic topic) {
        return DOCUMENT.path("channels").path(topic.topicName().substring("stairoids.".length()));
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? target(node.path("$ref").asString()) : node;
    }

    private static JsonNode target(String reference) {
        return reference.startsWith("#")
                ? DOCUMENT.at(reference.substring(1))
                : resource(reference.substring("./".length()));
    }

    private static JsonNode document() {
        return resource("asyncapi.yaml");
    }

    /** JSON is YAML too. */
    private static JsonNode resource(String name) {
        try (InputStream stream = Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream(name), name)) {
            return new YAMLMapper().readTree(stream);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
