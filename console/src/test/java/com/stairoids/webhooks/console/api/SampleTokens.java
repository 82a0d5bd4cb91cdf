package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.token.Tokens;
import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One token of each kind, opened by its own name. */
public final class SampleTokens implements Tokens {
    public static final String VIEWER = "viewer";
    public static final String ADMIN = "admin";
    public static final String FOREIGN_ADMIN = "foreign";
    public static final String OPERATOR = "operator";

    private static final Map<String, Token> TOKENS = Map.of(
            VIEWER, token(VIEWER, TokenRole.VIEWER, SampleRequests.WORKSPACE),
            ADMIN, token(ADMIN, TokenRole.ADMIN, SampleRequests.WORKSPACE),
            FOREIGN_ADMIN, token(FOREIGN_ADMIN, TokenRole.ADMIN, SampleRequests.WORKSPACE + "0"),
            OPERATOR, new Token("tok_ops", OPERATOR, TokenRole.OPERATOR, null, "", Instant.EPOCH, null));

    @Override
    public Optional<Token> opened(String shown) {
        return Optional.ofNullable(TOKENS.get(shown));
    }

    @Override
    public Optional<Token> ofId(String id) {
        return TOKENS.values().stream().filter(token -> token.id().equals(id)).findFirst();
    }

    private static Token token(String name, TokenRole role, String workspaceId) {
        return new Token("tok_" + name, name, role, workspaceId, "", Instant.EPOCH, null);
    }
}
