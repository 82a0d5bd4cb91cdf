package com.stairoids.webhooks.console.api;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.console.Console;
import com.stairoids.webhooks.console.ConsoleSettings;
import com.stairoids.webhooks.console.token.TokenRegistry;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A console over a broker, and whoever asks it; every answer is held to the document. */
final class ConsoleUnderTest implements AutoCloseable {
    private static final SecretCipher CIPHER = SecretCipher.ofKeyset(SecretCipher.newKeyset());

    final RememberedDeliveries deliveries = new RememberedDeliveries();
    final DocumentCheck check;
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final TokenRegistry tokens;

    private final Console console;
    private final RawHttp http;

    ConsoleUnderTest(String bootstrapServers, DocumentCheck check) {
        this(bootstrapServers, check, 3);
    }

    ConsoleUnderTest(String bootstrapServers, DocumentCheck check, int testsPerMinute) {
        this.check = check;
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap-servers",
                bootstrapServers,
                "console.port",
                "0",
                "console.test-wait",
                "300ms",
                "console.tests-per-minute",
                Integer.toString(testsPerMinute)));
        KafkaSettings kafka = KafkaSettings.of(settings);
        tokens = new TokenRegistry(kafka, InstantSource.system(), new SecureRandom());
        console = Console.start(
                ConsoleSettings.of(settings),
                kafka,
                CIPHER,
                TargetGuard.strict(),
                deliveries,
                deliveries,
                new SimpleMeterRegistry());
        http = new RawHttp(console.port());
        await().atMost(Duration.ofSeconds(20)).until(console::isReady);
    }

    /** A new token that the console knows. */
    String token(TokenRole role, @Nullable String workspaceId) {
        String token =
                tokens.issue("a test's", role, workspaceId, null).secret().reveal();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get("/api/v1/token", token).status() == 200);
        return token;
    }

    Reply get(String target, String token) {
        return send("GET", target, token, Map.of(), "");
    }

    Reply post(String target, String token, String body) {
        return send("POST", target, token, Map.of(), body);
    }

    Reply send(String method, String target, String token, Map<String, String> more, String body) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Authorization", "Bearer " + token));
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(more);
        Reply reply = http.send(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
        check.check(method, target, reply);
        bodies.add(reply.body() + reply.headers());
        return reply;
    }

    @Override
    public void close() {
        console.close();
    }
}
