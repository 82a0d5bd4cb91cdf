package com.stairoids.webhooks.console.access;

import com.stairoids.webhooks.console.token.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code Authorization: Bearer …} (RFC 6750). */
public final class BearerTokens {
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;

    public BearerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Empty where there is not exactly one header, or it holds no token that is good now. */
    public Optional<Caller> caller(List<String> authorization) {
        return authorization.size() == 1 ? bearer(authorization.getFirst()) : Optional.empty();
    }

    private Optional<Caller> bearer(String value) {
        return value.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? tokens.opened(value.substring(SCHEME.length()).strip()).map(Caller::new)
                : Optional.empty();
    }
}
