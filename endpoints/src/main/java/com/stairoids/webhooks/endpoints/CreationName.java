package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.Subscription.Creation;
import com.stairoids.webhooks.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name that whoever asks for an endpoint gives the request, so that asking again, after an answer that never came, does
 * not make a second one. It is kept with the endpoint, so it is known for as long as that is there.
 */
final class CreationName {
    static final int MAX_LENGTH = 255;

    private CreationName() {}

    /** What is kept of it; header values are left out, since what is short can be guessed from its hash. */
    static @Nullable Creation of(NewEndpoint asked) {
        if (asked.creationName() == null) {
            return null;
        }
        List<@Nullable Object> request = Arrays.asList(
                asked.url(),
                asked.eventTypes(),
                asked.name(),
                asked.description(),
                asked.headers().stream().map(CustomHeader::name).toList(),
                asked.rateLimit());
        return new Creation(hash(asked.creationName().getBytes(StandardCharsets.UTF_8)), hash(Json.write(request)));
    }

    /** What became of the request when it was made before; empty where it was not. */
    static Optional<Outcome.Creation> earlier(Stream<Endpoint> present, @Nullable Creation creation) {
        return creation == null
                ? Optional.empty()
                : present.flatMap(endpoint -> earlier(endpoint, creation).stream())
                        .findFirst();
    }

    static Optional<String> refusal(@Nullable String name) {
        return name == null
                        || (!name.isEmpty()
                                && name.length() <= MAX_LENGTH
                                && name.chars().allMatch(character -> character >= ' ' && character <= '~'))
                ? Optional.empty()
                : Optional.of("The idempotency key is not 1 to " + MAX_LENGTH
                        + " printable ASCII characters. A random UUID does well.");
    }

    private static Optional<Outcome.Creation> earlier(Endpoint endpoint, Creation creation) {
        Creation made = endpoint.subscription().creation();
        if (made == null || !made.keyHash().equals(creation.keyHash())) {
            return Optional.empty();
        }
        return Optional.of(
                made.requestHash().equals(creation.requestHash())
                        ? new Outcome.MadeBefore(endpoint)
                        : new Outcome.NameTaken(endpoint));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
