package com.stairoids.webhooks.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

final class OpenApiDocumentTest {
    private static final Contract CONTRACT = Contract.load();
    private static final JsonNode DOCUMENT = CONTRACT.document();

    @Test
    void itIsOpenApi31AndEveryReferenceStaysWithinIt() {
        List<JsonNode> references = DOCUMENT.findValues("$ref");

        assertThat(DOCUMENT.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(references).hasSizeGreaterThan(300).allSatisfy(reference -> {
            assertThat(reference.asString()).startsWith("#/");
            assertThat(DOCUMENT.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        });
    }

    @Test
    void everySchemaParameterAndResponseIsUsed() {
        String text = DOCUMENT.toString();

        for (String kind : List.of("parameters", "responses", "headers")) {
            assertThat(DOCUMENT.path("components").path(kind).propertyNames())
                    .allSatisfy(name -> assertThat(text).contains("#/components/" + kind + "/" + name + "\""));
        }
        assertThat(DOCUMENT.path("components").path("schemas").propertyNames())
                .allSatisfy(name -> assertThat(text).contains("#/components/schemas/" + name));
    }

    @Test
    void everyOperationHasANameOfItsOwnAndSaysWhoMay() {
        Set<String> ids = new HashSet<>();

        assertThat(CONTRACT.operations()).hasSizeGreaterThan(15).allSatisfy(operation -> {
            assertThat(ids.add(operation.id())).as(operation.id()).isTrue();
            assertThat(operation.role().isPresent() || operation.id().equals("getOpenApi"))
                    .as(operation.id() + " is open to everybody")
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aTypesPayloadIsAWebhookWhoseSchemaTheSampleMeets(EventType type) {
        String reference = DOCUMENT.path("webhooks")
                .path(type.wireName())
                .at("/post/requestBody/content/application~1json/schema/$ref")
                .asString();
        String sample = new String(Samples.domainEvent(type), StandardCharsets.UTF_8);

        assertThat(CONTRACT.schema(reference).validate(sample, InputFormat.JSON))
                .isEmpty();
        assertThat(CONTRACT.schema(reference).validate(sample.replace("workspace_id", "workspace"), InputFormat.JSON))
                .isNotEmpty();
    }
}
