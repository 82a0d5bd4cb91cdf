package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a change that somebody asked for. Whatever says that something changed has been committed. */
public sealed interface Outcome {
    /** One sentence or more for whoever asked. */
    String describe();

    /** Outcomes of registering. */
    sealed interface Creation extends Outcome permits Created, MadeBefore, NameTaken, Refused, Contended {}

    /** Outcomes of changing what cannot be refused. */
    sealed interface Change extends Outcome permits Changed, Unmet {}

    /** Outcomes of changing what can be refused. */
    sealed interface Amendment extends Outcome permits Changed, Refused, Unmet {}

    /** Outcomes of rolling the secret. */
    sealed interface Roll extends Outcome permits Rolled, Refused, Unmet {}

    /** Outcomes of removing. */
    sealed interface Removal extends Outcome permits Removed, Unmet {}

    /** Nothing was changed: the endpoint is not what whoever asked took it for, or others were in the way. */
    sealed interface Unmet extends Change, Amendment, Roll, Removal permits NotFound, Stale, Contended {}

    /** {@code secret} can be had here and never again. */
    record Created(Endpoint endpoint, SigningSecret secret) implements Creation {
        @Override
        public String describe() {
            return "Endpoint " + endpoint.id() + " is registered.";
        }
    }

    /** The request of that name was made before, and made this endpoint; its secret was shown then. */
    record MadeBefore(Endpoint endpoint) implements Creation {
        @Override
        public String describe() {
            return "This request made endpoint " + endpoint.id()
                    + " before; nothing was made now. Its secret was in the first answer alone: roll it if that was lost.";
        }
    }

    /** Another request had that name, and made that endpoint. */
    record NameTaken(Endpoint endpoint) implements Creation {
        @Override
        public String describe() {
            return "Another request with this idempotency key made endpoint " + endpoint.id()
                    + "; nothing was made now. Use a new key for a new endpoint.";
        }
    }

    /** {@code secret} can be had here and never again; the one before signs until {@code overlapEnd}, at once not where that is null. */
    record Rolled(
            Endpoint endpoint,
            SigningSecret secret,
            @Nullable Instant overlapEnd) implements Roll {
        @Override
        public String describe() {
            return "Endpoint " + endpoint.id() + " has a new secret; "
                    + (overlapEnd == null
                            ? "the old one signs no more."
                            : "the old one signs until " + overlapEnd + ".");
        }
    }

    /** There is at least one reason. */
    record Refused(List<Refusal> refusals) implements Creation, Amendment, Roll {
        public Refused {
            refusals = List.copyOf(refusals);
        }

        static Refused of(String member, String reason) {
            return new Refused(List.of(new Refusal(member, reason)));
        }

        public List<String> reasons() {
            return refusals.stream().map(Refusal::reason).toList();
        }

        @Override
        public String describe() {
            return String.join(" ", reasons());
        }
    }

    /** The endpoint as it is now; nothing was written where it was so already. */
    record Changed(Endpoint endpoint) implements Change, Amendment {
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

    record NotFound(EndpointKey key) implements Unmet {
        @Override
        public String describe() {
            return "Workspace " + key.workspaceId() + " has no endpoint " + key.endpointId() + ".";
        }
    }

    /** Somebody else changed it since the version that was named; {@code present} is what they made of it. */
    record Stale(long expectedVersion, Endpoint present) implements Unmet {
        @Override
        public String describe() {
            return "Endpoint " + present.id() + " was changed meanwhile: it is at version " + present.version()
                    + ", not " + expectedVersion + ". Look at it again, then repeat the change.";
        }
    }

    /** Nothing was changed: others came between again and again. */
    record Contended(String workspaceId) implements Creation, Unmet {
        @Override
        public String describe() {
            return "Others are changing endpoints of workspace " + workspaceId
                    + " all the time; nothing was changed. Ask again.";
        }
    }
}
