package com.stairoids.webhooks.console.access;

import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;

/** Who asks: the bearer of a token. */
public record Caller(Token token) {
    public boolean may(TokenRole needed) {
        return token.role().includes(needed);
    }

    public boolean sees(String workspaceId) {
        return token.opens(workspaceId);
    }
}
