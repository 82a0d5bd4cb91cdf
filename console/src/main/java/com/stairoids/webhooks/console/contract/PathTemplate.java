package com.stairoids.webhooks.console.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with variables, as in {@code /a/{b}}. Segments are compared as they were sent, and variables decoded after the path
 * was taken apart, so that an encoded slash never makes a segment.
 */
public record PathTemplate(String text, List<String> segments) {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    public static PathTemplate parse(String text) {
        return new PathTemplate(text, split(text));
    }

    /** The variables' values; empty where {@code path} is no such path. */
    public Optional<Map<String, String>> match(String path) {
        List<String> given = split(path);
        if (given.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (!isVariable(segment)) {
                if (!segment.equals(given.get(i))) {
                    return Optional.empty();
                }
            } else if (!put(variables, segment.substring(1, segment.length() - 1), given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean put(Map<String, String> variables, String name, String encoded) {
        try {
            String value = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            variables.put(name, value);
            return !value.isEmpty();
        } catch (IllegalArgumentException e) {
            // No percent-encoding, so no path of ours.
            return false;
        }
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static List<String> split(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
