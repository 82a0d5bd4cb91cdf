package com.stairoids.webhooks.console.token;

import com.stairoids.webhooks.schemas.token.Token;
import java.util.Optional;

/** The tokens that are good now. */
public interface Tokens {
    /** The token that {@code shown} opens; empty where it opens none, or none that is still good. */
    Optional<Token> opened(String shown);

    /** The token of that id; empty where there is none that is still good. */
    Optional<Token> ofId(String id);
}
