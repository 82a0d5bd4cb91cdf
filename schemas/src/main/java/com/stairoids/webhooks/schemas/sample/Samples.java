package com.stairoids.webhooks.schemas.sample;

import com.stairoids.webhooks.schemas.event.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A sample of each kind of value, as JSON in UTF-8, indented. All are of one workspace and tell one story. */
public final class Samples {
    /** The workspace of the public documentation's example, and of every sample. */
    public static final String WORKSPACE_ID = "ws_01HABC1234DEFGHI";

    private static final List<String> HAPPENINGS = List.of(
            "attempts-attempted-failed.json",
            "attempts-attempted-delivered.json",
            "attempts-parked.json",
            "attempts-cancelled.json",
            "attempts-dead-lettered.json",
            "attempts-replayed.json");

    private Samples() {}

    /** A domain event with all of its members; that of {@code signal.created} is the public documentation's example. */
    public static byte[] domainEvent(EventType type) {
        return resource(type.wireName() + ".json");
    }

    /** An endpoint; its ciphertexts open with no key. */
    public static byte[] subscription() {
        return resource("subscription.json");
    }

    /** A token; what its bearer would show hashes to nothing like it. */
    public static byte[] token() {
        return resource("token.json");
    }

    /** What an endpoint that does not answer takes. */
    public static byte[] endpointHealth() {
        return resource("endpoint-health.json");
    }

    /** One or more of each kind of happening. */
    public static List<byte[]> happenings() {
        return HAPPENINGS.stream().map(Samples::resource).toList();
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Samples.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the sample " + name + " is not on the class path");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the sample " + name + " cannot be read", e);
        }
    }
}
