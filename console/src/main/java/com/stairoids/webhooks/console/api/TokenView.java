package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as its bearer sees it. */
public record TokenView(
        String id,
        String name,
        TokenRole role,
        @Nullable String workspaceId,
        @Nullable Instant expiresAt) {
    static TokenView of(Token token) {
        return new TokenView(token.id(), token.name(), token.role(), token.workspaceId(), token.expiresAt());
    }
}
