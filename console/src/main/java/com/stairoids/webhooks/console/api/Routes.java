package com.stairoids.webhooks.console.api;

import com.github.benmanes.caffeine.cache.Ticker;
import com.stairoids.webhooks.console.access.BearerTokens;
import com.stairoids.webhooks.console.contract.Contract;
import com.stairoids.webhooks.console.token.Tokens;
import com.stairoids.webhooks.deadletters.replay.ReplayRequests;
import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.testdelivery.TestDeliveries;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import com.stairoids.webhooks.settings.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The API's parts, put together. */
public final class Routes implements AutoCloseable {
    private final EndpointRegistry reading;
    private final EndpointRegistry writing;
    private final TestDeliveries tests;
    private final BulkRetriggers bulk;
    private final Api api;

    /**
     * @param registries makes one at each call: a change that takes long keeps nobody from looking
     * @param testWait how long the answer to a test waits for the outcome
     * @param testsPerMinute most tests of one endpoint in a minute; of a workspace three times as many
     */
    public Routes(
            KafkaSettings kafka,
            Supplier<EndpointRegistry> registries,
            DeliveryLog log,
            DeliveryContents contents,
            Tokens tokens,
            Duration testWait,
            int testsPerMinute,
            MeterRegistry registry) {
        InstantSource time = InstantSource.system();
        SecureRandom random = new SecureRandom();
        Contract contract = Contract.load();
        reading = registries.get();
        writing = registries.get();
        tests = TestDeliveries.open(kafka, time, random);
        bulk = new BulkRetriggers(random);
        Map<String, Handler> handlers = new HashMap<>();
        handlers.putAll(new EventTypeRoutes(contract).handlers());
        handlers.putAll(new EndpointRoutes(reading, writing, time).handlers());
        TestBounds bounds = new TestBounds(testsPerMinute, Ticker.systemTicker());
        handlers.putAll(new TestRoutes(reading, tests::send, log, testWait, bounds).handlers());
        handlers.putAll(new StatisticsRoutes(log, reading, time).handlers());
        handlers.putAll(new DeliveryRoutes(log, contents).handlers());
        handlers.putAll(new RetriggerRoutes(
                        reading, log, contents, (request, body) -> ask(kafka, request, body), new RunNames(random))
                .handlers());
        handlers.putAll(new BulkRetriggerRoutes(reading, kafka, bulk, time).handlers());
        api = new Api(contract, new BearerTokens(tokens), handlers, registry);
    }

    public Api api() {
        return api;
    }

    /** A producer for each: people do not re-trigger so often, and one that failed is not used again. */
    private static void ask(KafkaSettings kafka, ReplayRequest request, byte[] body) {
        try (ReplayRequests requests = ReplayRequests.open(kafka)) {
            requests.ask(request, body);
            requests.flush();
        }
    }

    @Override
    public void close() {
        bulk.close();
        tests.close();
        writing.close();
        reading.close();
    }
}
