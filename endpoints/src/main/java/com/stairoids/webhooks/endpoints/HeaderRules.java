package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which request headers an endpoint may add to its deliveries. */
final class HeaderRules {
    static final int MAX_HEADERS = 20;
    static final int MAX_NAME_LENGTH = 128;
    static final int MAX_VALUE_LENGTH = 4096;

    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Visible ASCII with spaces and tabs inside: RFC 9110, section 5.5, without the obsolete rest. */
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E\\t]*[\\x21-\\x7E])?");

    /** Set by the delivery itself, or about the connection (RFC 9110, section 7.6.1) and not about the message. */
    private static final Set<String> RESERVED = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private static final List<String> RESERVED_PREFIXES = List.of("x-stairoids-", "webhook-", "proxy-");

    private HeaderRules() {}

    /** A sentence for each thing that is wrong. No sentence repeats a value. */
    static Stream<String> refusals(List<CustomHeader> headers) {
        Set<String> seen = new HashSet<>();
        return Stream.concat(
                tooMany(headers.size()), headers.stream().flatMap(header -> refusal(header, seen).stream()));
    }

    /** The same for headers that are to be set and taken away beside those that an endpoint has. */
    static Stream<String> refusals(Map<String, Edit<String>> edits, List<EncryptedHeader> present) {
        List<CustomHeader> set = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        present.forEach(header -> kept.add(header.name().toLowerCase(Locale.ROOT)));
        edits.forEach((name, edit) -> {
            kept.remove(name.toLowerCase(Locale.ROOT));
            if (edit instanceof Edit.Set<String>(String value)) {
                set.add(new CustomHeader(name, value));
            }
        });
        Set<String> seen = new HashSet<>();
        Stream<String> each = set.stream().flatMap(header -> refusal(header, seen).stream());
        return set.isEmpty() ? each : Stream.concat(tooMany(kept.size() + set.size()), each);
    }

    private static Stream<String> tooMany(int headers) {
        return headers > MAX_HEADERS
                ? Stream.of("There are " + headers + " custom headers; at most " + MAX_HEADERS
                        + " are accepted. Leave some out.")
                : Stream.empty();
    }

    private static Optional<String> refusal(CustomHeader header, Set<String> seen) {
        return nameRefusal(header.name()).or(() -> valueRefusal(header)).or(() -> repetition(header.name(), seen));
    }

    private static Optional<String> nameRefusal(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (name.length() > MAX_NAME_LENGTH || !TOKEN.matcher(name).matches()) {
            return Optional.of("A custom header's name is not an HTTP token of 1 to " + MAX_NAME_LENGTH
                    + " characters. Use letters, digits and hyphens, as in X-Api-Key.");
        }
        return RESERVED.contains(lowerCase) || RESERVED_PREFIXES.stream().anyMatch(lowerCase::startsWith)
                ? Optional.of("The header " + name + " is reserved: every delivery or its connection sets it. Use"
                        + " another name.")
                : Optional.empty();
    }

    private static Optional<String> valueRefusal(CustomHeader header) {
        return header.value().length() > MAX_VALUE_LENGTH
                        || !VALUE.matcher(header.value()).matches()
                ? Optional.of("The value of the header " + header.name() + " is not 1 to " + MAX_VALUE_LENGTH
                        + " visible ASCII characters, with spaces and tabs only between them. Remove line breaks and"
                        + " control characters.")
                : Optional.empty();
    }

    private static Optional<String> repetition(String name, Set<String> seen) {
        return seen.add(name.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("The header " + name + " is given more than once. Give it once.");
    }
}
