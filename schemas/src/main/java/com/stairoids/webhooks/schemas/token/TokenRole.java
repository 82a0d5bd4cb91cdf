package com.stairoids.webhooks.schemas.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a token's bearer may do; each may do what those before it may. */
public enum TokenRole {
    /** Look. */
    @JsonProperty("viewer")
    VIEWER,
    /** Change the workspace's endpoints and ask for deliveries. */
    @JsonProperty("admin")
    ADMIN,
    /** The same in every workspace. */
    @JsonProperty("operator")
    OPERATOR;

    public boolean includes(TokenRole other) {
        return compareTo(other) >= 0;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
