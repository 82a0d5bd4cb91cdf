package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.util.List;

/** What became of a change that somebody asked for. Whatever says that something changed has been committed. */
public sealed interface Outcome {
    /** One sentence or more for whoever asked. */
    String describe();

    /** Outcomes of registering. */
    sealed interface Creation extends Outcome permits Created, Refused, Contended {}

    /** Outcomes of changing. */
    sealed interface Change extends Outcome permits Changed, NotFound, Stale, Contended {}

    /** Outcomes of removing. */
    sealed interface Removal extends Outcome permits Removed, NotFound, Stale, Contended {}

    /** {@code secret} can be had here and never again. */
    record Created(Endpoint endpoint, SigningSecret secret) implements Creation {
        @Override
        public String describe() {
            return "Endpoint " + endpoint.id() + " is registered.";
        }
    }

    /** Each reason says what is wrong and what to do; there is at least one. */
    record Refused(List<String> reasons) implements Creation {
        public Refused {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String describe() {
            return String.join(" ", reasons);
        }
    }

    /** The endpoint as it is now; nothing was written where it was so already. */
    record Changed(Endpoint endpoint) implements Change {
        @Override
        public String describe() {
            return "Endpoint " + endpoint.id() + " is now at version " + endpoint.version() + ".";
        }
    }

    record Removed(EndpointKey key) implements Removal {
        @Override
        public String describe() {
            return "Endpoint " + key.endpointId() + " is removed.";
        }
    }

    record NotFound(EndpointKey key) implements Change, Removal {
        @Override
        public String describe() {
            return "Workspace " + key.workspaceId() + " has no endpoint " + key.endpointId() + ".";
        }
    }

    /** Somebody else changed it since the version that was named; {@code present} is what they made of it. */
    record Stale(long expectedVersion, Endpoint present) implements Change, Removal {
        @Override
        public String describe() {
            return "Endpoint " + present.id() + " was changed meanwhile: it is at version " + present.version()
                    + ", not " + expectedVersion + ". Look at it again, then repeat the change.";
        }
    }

    /** Nothing was changed: others came between again and again. */
    record Contended(String workspaceId) implements Creation, Change, Removal {
        @Override
        public String describe() {
            return "Others are changing endpoints of workspace " + workspaceId
                    + " all the time; nothing was changed. Ask again.";
        }
    }
}
