package com.stairoids.webhooks.schemas.token;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of the tokens topic, whose key is the token's id: what a token is for. What its bearer shows is not in it.
 *
 * @param name for people
 * @param workspaceId the one workspace that it opens; null for an operator's
 * @param secretHash SHA-256, in hex, of the secret part
 * @param expiresAt null for never
 */
public record Token(
        String id,
        String name,
        TokenRole role,
        @Nullable String workspaceId,
        String secretHash,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    /** @throws IllegalArgumentException where an operator's names a workspace, or another's names none */
    public Token {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(secretHash, "secret_hash");
        Objects.requireNonNull(createdAt, "created_at");
        if ((role == TokenRole.OPERATOR) != (workspaceId == null)) {
            throw new IllegalArgumentException("an operator's token is for every workspace, every other one for one");
        }
    }

    public boolean isValidAt(Instant time) {
        return expiresAt == null || time.isBefore(expiresAt);
    }

    public boolean opens(String workspace) {
        return workspaceId == null || workspaceId.equals(workspace);
    }
}
