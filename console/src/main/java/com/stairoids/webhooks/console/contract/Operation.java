package com.stairoids.webhooks.console.contract;

import com.networknt.schema.Schema;
import com.stairoids.webhooks.schemas.token.TokenRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that may be asked for.
 *
 * @param method in capitals
 * @param role what a token must be for; empty where no token is needed
 * @param body empty where none is taken
 * @param statuses of the answers that there may be
 */
public record Operation(
        String id,
        String method,
        PathTemplate path,
        Optional<TokenRole> role,
        List<Parameter> parameters,
        Optional<Body> body,
        Set<String> statuses) {
    public Operation {
        parameters = List.copyOf(parameters);
        statuses = Set.copyOf(statuses);
    }

    /** What a body may be, by media type. */
    public record Body(Map<String, Schema> types) {
        public Body {
            types = Map.copyOf(types);
        }
    }
}
