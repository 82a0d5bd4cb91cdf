package com.stairoids.webhooks.console.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a form sent, or a URL's query: both are {@code application/x-www-form-urlencoded} (the URL standard, 5). Prints nothing of it. */
public final class FormData {
    private static final FormData EMPTY = new FormData(Map.of());

    private final Map<String, List<String>> values;

    private FormData(Map<String, List<String>> values) {
        this.values = values;
    }

    /** What cannot be decoded is taken as it stands. */
    public static FormData parse(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return EMPTY;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : decoded(parts[1]));
        }
        return new FormData(values);
    }

    /** The first value; empty where there is none, or an empty one. */
    public Optional<String> filled(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /** The first value without what surrounds it; empty text where there is none. */
    public String text(String name) {
        return all(name).stream().findFirst().orElse("").strip();
    }

    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // No percent-encoding: no form of ours sends it.
            return text;
        }
    }

    @Override
    public String toString() {
        return "form of " + values.size() + " fields";
    }
}
