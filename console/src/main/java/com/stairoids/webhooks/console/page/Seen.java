package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.schemas.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/** What a page that keeps looking has seen: where it is the same as before, nothing is sent and nothing moves. */
final class Seen {
    static final String PARAMETER = "seen";

    private static final int CHARACTERS = 16;

    private Seen() {}

    /** Of what is shown: records of ours, which have one form as JSON. */
    static String of(Object... shown) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.write(shown)))
                    .substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /** The part, or 204 where {@code request} has seen it. */
    static Answer unlessSeen(PageRequest request, String now, Supplier<Answer> part) {
        return request.query().text(PARAMETER).equals(now) ? Answer.nothing() : part.get();
    }
}
