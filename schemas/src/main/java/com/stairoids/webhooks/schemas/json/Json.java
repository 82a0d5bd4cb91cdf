package com.stairoids.webhooks.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our records as JSON: snake_case members, ISO 8601 instants, absent where null. A member that this version does not
 * know is passed over, so that an older reader lives through a newer writer.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static byte[] write(Object record) {
        return MAPPER.writeValueAsBytes(record);
    }

    public static String writeText(Object record) {
        return MAPPER.writeValueAsString(record);
    }

    /** @throws MalformedJsonException where the bytes are no JSON of that type */
    public static <T> T read(byte[] json, Class<T> type) throws MalformedJsonException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedJsonException(type.getSimpleName(), "it is null");
            }
            return value;
        } catch (JacksonException e) {
            throw new MalformedJsonException(type.getSimpleName(), e);
        }
    }

    /** @throws MalformedJsonException where the text is no JSON */
    public static JsonNode readTree(String json) throws MalformedJsonException {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree.isMissingNode()) {
                throw new MalformedJsonException("JSON", "it is empty");
            }
            return tree;
        } catch (JacksonException e) {
            throw new MalformedJsonException("JSON", e);
        }
    }
}
