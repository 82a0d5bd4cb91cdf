package com.stairoids.webhooks.console.display;

import java.io.StringWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

/** JSON with line breaks: numbers keep their spelling, members their order, and repeated ones are all there. */
final class PrettyJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What is nested more deeply is nothing that anybody reads; each level indents every line. */
    private static final int DEEPEST = 32;

    /** Indentation may make a text this many times as long, and {@link #LONGER_BY_CHARS} beside. */
    private static final int TIMES_AS_LONG = 4;

    private static final int LONGER_BY_CHARS = 64 * 1024;

    private PrettyJson() {}

    /**
     * Empty where {@code text} is no object or array in JSON, is not complete, is nested more than 32 levels deep, or
     * would be longer than four times its length and 64 Ki characters.
     */
    static Optional<String> of(String text) {
        long longest = (long) TIMES_AS_LONG * text.length() + LONGER_BY_CHARS;
        StringWriter out = new StringWriter();
        try (JsonParser parser = MAPPER.createParser(text);
                JsonGenerator generator = MAPPER.writer().with(printer()).createGenerator(out)) {
            if (!isCopied(parser, generator, () -> out.getBuffer().length() > longest)) {
                return Optional.empty();
            }
        } catch (JacksonException e) {
            // No JSON: shown as it is.
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    /** Whether it is one whole object or array that is not too deep, and does not become too long on the way. */
    private static boolean isCopied(JsonParser parser, JsonGenerator generator, BooleanSupplier isTooLong) {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
            return false;
        }
        int depth = 0;
        do {
            depth += depthAfter(token);
            if (depth > DEEPEST || isTooLong.getAsBoolean()) {
                return false;
            }
            copy(parser, token, generator);
            token = parser.nextToken();
        } while (depth > 0 && token != null);
        return depth == 0 && token == null;
    }

    private static int depthAfter(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private static void copy(JsonParser parser, JsonToken token, JsonGenerator generator) {
        if (token.isNumeric()) {
            generator.writeNumber(parser.getString());
        } else {
            generator.copyCurrentEvent(parser);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter()
                .withSeparators(Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
    }
}
