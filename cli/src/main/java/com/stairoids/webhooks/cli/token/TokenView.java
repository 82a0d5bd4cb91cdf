package com.stairoids.webhooks.cli.token;

import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is shown.
 *
 * @param token what its bearer shows, right after it was made, the only time that it can be shown
 */
record TokenView(
        String id,
        String name,
        TokenRole role,
        @Nullable String workspaceId,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String token) {
    static TokenView of(Token token, @Nullable String shown) {
        return new TokenView(
                token.id(),
                token.name(),
                token.role(),
                token.workspaceId(),
                token.createdAt(),
                token.expiresAt(),
                shown);
    }

    String json() {
        return Json.writeText(this);
    }

    /** One line of a list. */
    String line() {
        return String.join(
                "  ",
                id,
                role.wireName(),
                workspaceId == null ? "(every workspace)" : workspaceId,
                expiresAt == null ? "never expires" : "expires " + expiresAt,
                name);
    }

    @Override
    public String toString() {
        return id;
    }
}
