package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** An endpoint with a patch applied. */
final class PatchedSubscription {
    private PatchedSubscription() {}

    /** The next version; {@code present} itself where nothing is different. The patch has passed the rules. */
    static Subscription of(
            String endpointId, Subscription present, EndpointPatch patch, SecretCipher cipher, Instant now) {
        String url = required(patch.url(), present.url());
        Subscription patched = new Subscription(
                name(present, patch.name(), url),
                url,
                required(patch.eventTypes(), present.eventTypes()).stream()
                        .distinct()
                        .toList(),
                required(patch.status(), present.status()),
                present.secrets(),
                description(present, patch.description()),
                headers(endpointId, present.headers(), patch.headers(), cipher),
                patch.rateLimit().applied(present.rateLimit()),
                present.version(),
                present.createdAt(),
                present.updatedAt(),
                present.creation());
        return patched.equals(present) ? present : patched.next(now);
    }

    private static String name(Subscription present, Edit<String> edit, String url) {
        return switch (edit) {
            case Edit.Set<String>(String name) -> name;
            case Edit.Clear<String>() -> EndpointRules.defaultName(url);
            case Edit.Keep<String>() ->
                present.name().equals(EndpointRules.defaultName(present.url()))
                        ? EndpointRules.defaultName(url)
                        : present.name();
        };
    }

    private static List<EncryptedHeader> headers(
            String endpointId, List<EncryptedHeader> present, Map<String, Edit<String>> edits, SecretCipher cipher) {
        SequencedMap<String, EncryptedHeader> headers = new LinkedHashMap<>();
        present.forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header));
        edits.forEach((name, edit) -> {
            switch (edit) {
                case Edit.Set<String>(String value) ->
                    headers.put(
                            name.toLowerCase(Locale.ROOT),
                            new EncryptedHeader(name, cipher.encrypt(value, endpointId)));
                case Edit.Clear<String>() -> headers.remove(name.toLowerCase(Locale.ROOT));
                case Edit.Keep<String>() -> {
                    // As it is.
                }
            }
        });
        return List.copyOf(headers.values());
    }

    private static <T> T required(Edit<T> edit, T present) {
        return Objects.requireNonNull(edit.applied(present), "the rules refuse to clear it");
    }

    /** An empty one is none. */
    private static @Nullable String description(Subscription present, Edit<String> edit) {
        return edit instanceof Edit.Set<String>(String text) && text.isEmpty()
                ? null
                : edit.applied(present.description());
    }
}
