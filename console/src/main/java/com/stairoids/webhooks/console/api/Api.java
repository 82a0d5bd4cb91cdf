package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.access.BearerTokens;
import com.stairoids.webhooks.console.access.Caller;
import com.stairoids.webhooks.console.contract.Contract;
import com.stairoids.webhooks.console.contract.Operation;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.schemas.token.TokenRole;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A request's way to its answer: what is asked, who asks, may they, is it as the contract has it; then the operation. Every
 * answer comes from here, also to what goes wrong. Thread-safe.
 */
public final class Api {
    private static final Logger log = LoggerFactory.getLogger(Api.class);

    private final Contract contract;
    private final BearerTokens tokens;
    private final Map<String, Handler> handlers;
    private final RequestMeters meters;

    /** @throws IllegalArgumentException where operations and handlers are not the same */
    Api(Contract contract, BearerTokens tokens, Map<String, Handler> handlers, MeterRegistry registry) {
        this.contract = contract;
        this.tokens = tokens;
        this.handlers = Map.copyOf(handlers);
        this.meters = new RequestMeters(registry);
        Set<String> documented = new HashSet<>();
        contract.operations().forEach(operation -> documented.add(operation.id()));
        if (!documented.equals(handlers.keySet())) {
            throw new IllegalArgumentException("documented are " + documented + ", and there are " + handlers.keySet());
        }
    }

    /** What is answered to a request from the network, serialised. */
    public Answer answer(IncomingRequest incoming) {
        Contract.Match match = contract.match(incoming.method(), incoming.path());
        return measured(
                match,
                incoming.method(),
                incoming,
                () -> answer(match, incoming).serialised());
    }

    /**
     * What is answered to somebody within this process: by the same rules, but with its content as it is.
     *
     * @param parameters path, query and headers, by the names of the contract
     * @param body null where the operation takes none
     * @param extent of what is answered
     * @throws IllegalArgumentException where there is no such operation
     */
    public Answer ask(
            String operationId, Caller caller, Map<String, String> parameters, @Nullable JsonNode body, Extent extent) {
        Operation operation = contract.operation(operationId);
        return measured(
                new Contract.Match.Found(operation, parameters),
                operation.method(),
                operationId,
                () -> asked(operation, caller, parameters, body, extent));
    }

    private Answer asked(
            Operation operation,
            Caller caller,
            Map<String, String> parameters,
            @Nullable JsonNode body,
            Extent extent) {
        if (!sees(caller, parameters)) {
            return Problems.notFound();
        }
        TokenRole needed = operation.role().orElse(TokenRole.VIEWER);
        if (!caller.may(needed)) {
            return Problems.forbidden(needed.wireName());
        }
        return switch (RequestReader.parameters(operation, parameters)) {
            case RequestReader.Reading.Refused<Map<String, String>>(Answer refusal) -> refusal;
            case RequestReader.Reading.Value<Map<String, String>>(Map<String, String> values) ->
                switch (RequestReader.body(operation, body)) {
                    case RequestReader.Reading.Refused<Optional<JsonNode>>(Answer refusal) -> refusal;
                    case RequestReader.Reading.Value<Optional<JsonNode>>(Optional<JsonNode> value) ->
                        handled(new Request(operation, caller, values, value, extent));
                };
        };
    }

    private Answer measured(Contract.Match match, String method, Object request, Supplier<Answer> answering) {
        long begun = System.nanoTime();
        Answer answer = guarded(request, answering);
        meters.answered(match, method, answer.status(), Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    private static Answer guarded(Object request, Supplier<Answer> answering) {
        try {
            return answering.get();
        } catch (RuntimeException e) {
            String incident = UUID.randomUUID().toString();
            log.atError()
                    .addKeyValue("request", request)
                    .addKeyValue("incident", incident)
                    .setCause(e)
                    .log("a request could not be answered");
            return Problems.failed(incident);
        }
    }

    private Answer answer(Contract.Match match, IncomingRequest incoming) {
        return switch (match) {
            case Contract.Match.Unknown() -> Problems.notFound();
            case Contract.Match.OtherMethod(Set<String> allowed) -> Problems.methodNotAllowed(allowed);
            case Contract.Match.Found(Operation operation, Map<String, String> variables) ->
                authorized(operation, variables, incoming);
        };
    }

    private Answer authorized(Operation operation, Map<String, String> variables, IncomingRequest incoming) {
        if (operation.role().isEmpty()) {
            return read(operation, null, variables, incoming);
        }
        TokenRole needed = operation.role().get();
        return tokens.caller(incoming.header("authorization"))
                .map(caller -> sees(caller, variables)
                        ? permitted(operation, caller, needed, variables, incoming)
                        : Problems.notFound())
                .orElseGet(Problems::unauthorized);
    }

    private static boolean sees(Caller caller, Map<String, String> variables) {
        String workspaceId = variables.get("workspace_id");
        return workspaceId == null || caller.sees(workspaceId);
    }

    private Answer permitted(
            Operation operation,
            Caller caller,
            TokenRole needed,
            Map<String, String> variables,
            IncomingRequest incoming) {
        return caller.may(needed)
                ? read(operation, caller, variables, incoming)
                : Problems.forbidden(needed.wireName());
    }

    private Answer read(
            Operation operation, @Nullable Caller caller, Map<String, String> variables, IncomingRequest incoming) {
        return switch (RequestReader.parameters(operation, variables, incoming)) {
            case RequestReader.Reading.Refused<Map<String, String>>(Answer refusal) -> refusal;
            case RequestReader.Reading.Value<Map<String, String>>(Map<String, String> parameters) ->
                switch (RequestReader.body(operation, incoming)) {
                    case RequestReader.Reading.Refused<Optional<JsonNode>>(Answer refusal) -> refusal;
                    case RequestReader.Reading.Value<Optional<JsonNode>>(Optional<JsonNode> body) ->
                        handled(new Request(operation, caller, parameters, body, Extent.WHOLE));
                };
        };
    }

    private Answer handled(Request request) {
        try {
            Answer answer = handlerOf(request.operation()).handle(request);
            if (!request.operation().method().equals("GET") && answer.status() < 300) {
                logChange(request);
            }
            return answer;
        } catch (LogUnavailableException e) {
            return Problems.unavailable(
                    "The delivery log cannot be asked yet: " + e.getMessage() + ". Ask again soon.");
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("operation", request.operation().id())
                    .addKeyValue("cause", e.toString())
                    .log("Kafka did not do what was asked for");
            return Problems.unavailable("Kafka does not answer, or not in time. Look what came of it, then ask again.");
        }
    }

    private Handler handlerOf(Operation operation) {
        Handler handler = handlers.get(operation.id());
        if (handler == null) {
            throw new IllegalStateException("unreachable: every operation has a handler");
        }
        return handler;
    }

    /** Who changed what, for whoever asks later. */
    private static void logChange(Request request) {
        log.atInfo()
                .addKeyValue("operation", request.operation().id())
                .addKeyValue("token", request.knownCaller().token().id())
                .addKeyValue("workspace", request.optional("workspace_id").orElse(""))
                .addKeyValue("endpoint", request.optional("endpoint_id").orElse(""))
                .addKeyValue("delivery", request.optional("delivery_id").orElse(""))
                .log("changed through the API");
    }
}
