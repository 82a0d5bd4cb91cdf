package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.deadletters.KeptDeadLetter;
import com.stairoids.webhooks.schemas.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with all that there is of it, as one line of JSON.
 *
 * @param headers the record's; of a name that is there twice the last
 * @param body as text, which loses nothing: null where it is not UTF-8, or there is none
 * @param bodyBase64 where the body is not UTF-8
 */
record DeadLetterExport(
        DeadLetterView deadLetter,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String bodyBase64) {

    static DeadLetterExport of(KeptDeadLetter kept) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : kept.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        byte[] bytes = kept.body();
        String text = text(bytes);
        return new DeadLetterExport(
                DeadLetterView.of(kept.letter()),
                headers,
                text,
                bytes == null || text != null ? null : Base64.getEncoder().encodeToString(bytes));
    }

    String json() {
        return Json.writeText(this);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // Then it is shown in Base64.
            return null;
        }
    }
}
