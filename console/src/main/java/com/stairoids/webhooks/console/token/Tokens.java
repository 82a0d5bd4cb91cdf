package com.stairoids.webhooks.console.token;

import com.stairoids.webhooks.schemas.token.Token;
import java.util.Optional;

/** The tokens that are good now. */
@FunctionalInterface
public interface Tokens {
    /** The token that {@code shown} opens; empty where it opens none, or none that is still good. */
    Optional<Token> opened(String shown);
}
