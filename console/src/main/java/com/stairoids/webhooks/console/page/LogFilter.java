package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which deliveries of an endpoint are shown, as its page's URL says it; empty texts stand for any.
 *
 * @param values by the names of the operation's parameters
 */
public record LogFilter(Map<String, String> values) {
    private static final List<String> FIELDS = List.of("status", "event_type", "event_id", "from", "until");
    private static final String CURSOR = "cursor";

    static LogFilter of(FormData query) {
        Map<String, String> values = new LinkedHashMap<>();
        FIELDS.forEach(name -> query.filled(name).ifPresent(value -> values.put(name, UtcTimes.toField(value))));
        query.filled(CURSOR).ifPresent(value -> values.put(CURSOR, value));
        return new LogFilter(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean hasStatus(DeliveryStatus status) {
        return value("status").equals(status.wireName());
    }

    /** Whether it leaves anything out, but for what is newer than a page's first. */
    public boolean isSet() {
        return FIELDS.stream().anyMatch(values::containsKey);
    }

    /** Whether it is a page after the first. */
    public boolean isOlder() {
        return values.containsKey(CURSOR);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(values);
        parameters.replaceAll(
                (name, value) -> name.equals("from") || name.equals("until") ? UtcTimes.toInstant(value) : value);
        return parameters;
    }

    LogFilter newest() {
        Map<String, String> rest = new LinkedHashMap<>(values);
        rest.remove(CURSOR);
        return new LogFilter(rest);
    }

    LogFilter olderThan(String cursor) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(CURSOR, cursor);
        return new LogFilter(more);
    }

    /** Of a URL: with its question mark, or empty where nothing is filtered. */
    String query() {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + Paths.encoded(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
