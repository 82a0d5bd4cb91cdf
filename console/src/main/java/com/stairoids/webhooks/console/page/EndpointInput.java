package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.endpoints.EndpointRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint as it is typed into a form.
 *
 * @param name empty for the default, which follows the URL
 * @param headers those to set, without empty rows
 * @param removed names of headers to take away
 */
public record EndpointInput(
        String url,
        String name,
        String description,
        List<String> eventTypes,
        List<CustomHeaderRow> headers,
        List<String> removed,
        String rateLimit) {
    /** What the names of the fields begin with that say what was seen. */
    public static final String SEEN = "seen_";

    private static final Pattern RATE = Pattern.compile("[1-9][0-9]{0,4}|100000");

    static EndpointInput empty() {
        return new EndpointInput("", "", "", List.of(), List.of(), List.of(), "");
    }

    static EndpointInput of(EndpointView endpoint) {
        return new EndpointInput(
                endpoint.url(),
                givenName(endpoint),
                endpoint.description() == null ? "" : endpoint.description(),
                endpoint.eventTypes(),
                List.of(),
                List.of(),
                endpoint.rateLimit() == null ? "" : endpoint.rateLimit().toString());
    }

    /** What was typed. */
    static EndpointInput of(FormData form) {
        List<String> names = form.all("header_name");
        List<String> values = form.all("header_value");
        List<CustomHeaderRow> headers = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            headers.add(new CustomHeaderRow(names.get(i).strip(), values.get(i).strip()));
        }
        headers.removeIf(CustomHeaderRow::isBlank);
        return of(form, "", headers, form.all("header_remove"));
    }

    /** What the form was filled with before anybody typed, as it says itself; null where it does not. */
    static @Nullable EndpointInput seen(FormData form) {
        return form.filled(SEEN + "url").isEmpty() ? null : of(form, SEEN, List.of(), List.of());
    }

    private static EndpointInput of(FormData form, String prefix, List<CustomHeaderRow> headers, List<String> removed) {
        return new EndpointInput(
                form.text(prefix + "url"),
                form.text(prefix + "name"),
                form.text(prefix + "description"),
                form.all(prefix + "event_types"),
                headers,
                removed,
                form.text(prefix + "rate_limit"));
    }

    /** What can be told before anybody is asked, by field. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        if (url.isEmpty()) {
            errors.put("url", "Enter the full https URL of your receiving endpoint.");
        }
        if (eventTypes.isEmpty()) {
            errors.put("event_types", "Choose at least one event type.");
        }
        if (headers.stream()
                .anyMatch(header -> header.name().isEmpty() || header.value().isEmpty())) {
            errors.put("headers", "A custom header needs a name and a value. Fill in both, or empty both.");
        } else if (repeats()) {
            errors.put("headers", "A custom header is given more than once. Give each once.");
        }
        if (!rateLimit.isEmpty() && !RATE.matcher(rateLimit).matches()) {
            errors.put("rate_limit", "Give a whole number from 1 to 100000, or nothing for no limit.");
        }
        return errors;
    }

    /** What makes such an endpoint. */
    ObjectNode creation() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        putAll(body);
        List.of("name", "description", "rate_limit").forEach(member -> {
            if (body.path(member).isNull()) {
                body.remove(member);
            }
        });
        return body;
    }

    /**
     * What was typed into a form that showed {@code seen}, as if it had been typed into one that showed {@code present}: what
     * nobody touched is as it is at present.
     *
     * @param seen null where it is not known: then everything was typed
     */
    EndpointInput rebased(@Nullable EndpointInput seen, EndpointInput present) {
        if (seen == null) {
            return this;
        }
        Set<String> types = new LinkedHashSet<>(present.eventTypes);
        types.removeIf(type -> seen.eventTypes.contains(type) && !eventTypes.contains(type));
        eventTypes.stream().filter(type -> !seen.eventTypes.contains(type)).forEach(types::add);
        return new EndpointInput(
                url.equals(seen.url) ? present.url : url,
                name.equals(seen.name) ? present.name : name,
                description.equals(seen.description) ? present.description : description,
                List.copyOf(types),
                headers,
                removed,
                rateLimit.equals(seen.rateLimit) ? present.rateLimit : rateLimit);
    }

    /**
     * What makes such an endpoint of one that is as {@code seen} (JSON Merge Patch, RFC 7396).
     *
     * @param seen null where it is not known: then everything was typed
     */
    ObjectNode patch(@Nullable EndpointInput seen) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode edits = putAll(body);
        removed.forEach(header -> {
            if (!edits.has(header)) {
                edits.putNull(header);
            }
        });
        if (seen != null) {
            body.remove(same(seen));
        }
        return body;
    }

    /** The members that are as they were seen. */
    private List<String> same(EndpointInput seen) {
        Map<String, Boolean> same = Map.of(
                "url", url.equals(seen.url),
                "name", name.equals(seen.name),
                "description", description.equals(seen.description),
                "event_types", Set.copyOf(eventTypes).equals(Set.copyOf(seen.eventTypes)),
                "rate_limit", rateLimit.equals(seen.rateLimit));
        return same.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private ObjectNode putAll(ObjectNode body) {
        body.put("url", url);
        eventTypes.forEach(body.putArray("event_types")::add);
        body.set("name", textOrNull(name));
        body.set("description", textOrNull(description));
        body.set(
                "rate_limit",
                rateLimit.isEmpty()
                        ? JsonNodeFactory.instance.nullNode()
                        : JsonNodeFactory.instance.numberNode(Integer.parseInt(rateLimit)));
        ObjectNode set = body.putObject("headers");
        headers.forEach(header -> set.put(header.name(), header.value()));
        return set;
    }

    /** Sent back as if it had been typed, the default would stay when the URL changes. */
    private static String givenName(EndpointView endpoint) {
        return endpoint.name().equals(EndpointRules.defaultName(endpoint.url())) ? "" : endpoint.name();
    }

    private static JsonNode textOrNull(String text) {
        return text.isEmpty() ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.stringNode(text);
    }

    private boolean repeats() {
        Set<String> seen = new HashSet<>();
        return headers.stream().anyMatch(header -> !seen.add(header.name().toLowerCase(Locale.ROOT)));
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "endpoint as typed";
    }
}
