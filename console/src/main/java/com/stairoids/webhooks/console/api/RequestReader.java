package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Operation;
import com.stairoids.webhooks.console.contract.Parameter;
import com.stairoids.webhooks.console.contract.RequestBody;
import com.stairoids.webhooks.console.contract.Violation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a request's parameters and body by the contract. */
final class RequestReader {
    private RequestReader() {}

    /** The parameters that the operation knows, by their names. An id that cannot be one is an unknown one. */
    static Reading<Map<String, String>> parameters(
            Operation operation, Map<String, String> path, IncomingRequest incoming) {
        if (of(operation, Parameter.In.PATH)
                .anyMatch(parameter -> parameter
                        .violation(path.getOrDefault(parameter.name(), ""))
                        .isPresent())) {
            return new Reading.Refused<>(Problems.notFound());
        }
        List<Violation> violations = new ArrayList<>();
        Map<String, String> values = new HashMap<>(path);
        Map<String, String> query = query(incoming.query(), violations);
        of(operation, Parameter.In.QUERY)
                .forEach(parameter -> take(parameter, query.remove(parameter.name()), values, violations));
        query.keySet().forEach(name -> violations.add(unknown(name)));
        of(operation, Parameter.In.HEADER)
                .forEach(parameter -> take(parameter, header(incoming, parameter.name()), values, violations));
        if (!violations.isEmpty()) {
            return new Reading.Refused<>(Problems.badParameters(violations));
        }
        return of(operation, Parameter.In.HEADER)
                        .anyMatch(parameter -> parameter.required() && !values.containsKey(parameter.name()))
                ? new Reading.Refused<>(Problems.preconditionRequired())
                : new Reading.Value<>(values);
    }

    /** The same where they come from within the process, by their names alone. */
    static Reading<Map<String, String>> parameters(Operation operation, Map<String, String> given) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        operation.parameters().forEach(parameter -> take(parameter, given.get(parameter.name()), values, violations));
        List<Violation> ids = violations.stream()
                .filter(violation -> of(operation, Parameter.In.PATH)
                        .anyMatch(parameter -> parameter.name().equals(violation.parameter())))
                .toList();
        if (!ids.isEmpty()) {
            return new Reading.Refused<>(Problems.notFound());
        }
        if (operation.parameters().stream()
                .anyMatch(parameter -> parameter.required() && !values.containsKey(parameter.name()))) {
            return new Reading.Refused<>(Problems.preconditionRequired());
        }
        return violations.isEmpty()
                ? new Reading.Value<>(values)
                : new Reading.Refused<>(Problems.badParameters(violations));
    }

    /** The same for a body that is parsed already. */
    static Reading<Optional<JsonNode>> body(Operation operation, @Nullable JsonNode given) {
        if (operation.body().isEmpty()) {
            return new Reading.Value<>(Optional.empty());
        }
        if (given == null) {
            throw new IllegalArgumentException(operation.id() + " takes a body");
        }
        return read(RequestBody.read(operation.body().get(), given));
    }

    /** The body; empty where the operation takes none. */
    static Reading<Optional<JsonNode>> body(Operation operation, IncomingRequest incoming) {
        if (operation.body().isEmpty()) {
            return incoming.body().length == 0
                    ? new Reading.Value<>(Optional.empty())
                    : new Reading.Refused<>(Problems.badRequest("No body is taken here. Leave it out."));
        }
        String type = String.join(",", incoming.header("content-type"));
        return read(RequestBody.read(operation.body().get(), type, incoming.body()));
    }

    private static Reading<Optional<JsonNode>> read(RequestBody.Reading reading) {
        return switch (reading) {
            case RequestBody.Reading.Accepted(JsonNode body) -> new Reading.Value<>(Optional.of(body));
            case RequestBody.Reading.NoJson() ->
                new Reading.Refused<>(Problems.badRequest(
                        "The body is no JSON in UTF-8, or has a member twice. Correct it; a JSON parser says where."));
            case RequestBody.Reading.Refused(List<Violation> violations) ->
                new Reading.Refused<>(Problems.unprocessable(violations));
            case RequestBody.Reading.OtherType(List<String> accepted) ->
                new Reading.Refused<>(Problems.unsupportedType(accepted));
        };
    }

    private static Stream<Parameter> of(Operation operation, Parameter.In in) {
        return operation.parameters().stream().filter(parameter -> parameter.in() == in);
    }

    private static void take(
            Parameter parameter, @Nullable String value, Map<String, String> values, List<Violation> violations) {
        if (value != null) {
            values.put(parameter.name(), value);
            parameter.violation(value).ifPresent(violations::add);
        }
    }

    private static @Nullable String header(IncomingRequest incoming, String name) {
        List<String> lines = incoming.header(name.toLowerCase(Locale.ROOT));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    private static Map<String, String> query(@Nullable String encoded, List<Violation> violations) {
        Map<String, String> values = new HashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return values;
        }
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                violations.add(new Violation(null, shown(name), "It is given more than once. Give it once."));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // What is no percent-encoding is taken as it stands, and then refused by its schema or as unknown.
            return text;
        }
    }

    private static Violation unknown(String name) {
        return new Violation(null, shown(name), "There is no such parameter here. Leave it out, or see the document.");
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[^ -~]", "?");
        return printable.length() <= 64 ? printable : printable.substring(0, 64);
    }

    /** What was read, or the answer that says why not. */
    sealed interface Reading<T> {
        record Value<T>(T value) implements Reading<T> {}

        record Refused<T>(Answer answer) implements Reading<T> {}
    }
}
