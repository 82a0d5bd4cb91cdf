package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.endpoints.EndpointRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

    static EndpointInput of(FormData form) {
        List<String> names = form.all("header_name");
        List<String> values = form.all("header_value");
        List<CustomHeaderRow> headers = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            headers.add(new CustomHeaderRow(names.get(i).strip(), values.get(i).strip()));
        }
        headers.removeIf(CustomHeaderRow::isBlank);
        return new EndpointInput(
                form.text("url"),
                form.text("name"),
                form.text("description"),
                form.all("event_types"),
                headers,
                form.all("header_remove"),
                form.text("rate_limit"));
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

    /** What makes an endpoint such a one (JSON Merge Patch, RFC 7396). */
    ObjectNode patch() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode edits = putAll(body);
        removed.forEach(header -> {
            if (!edits.has(header)) {
                edits.putNull(header);
            }
        });
        return body;
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
