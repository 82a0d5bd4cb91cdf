package com.stairoids.webhooks.router;

import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.json.Json;
import java.time.Instant;
import java.util.List;

/** Values of the subscriptions topic. */
public final class Endpoints {
    private static final Instant CREATED = Instant.parse("2026-11-01T00:00:00Z");

    private Endpoints() {}

    public static byte[] enabled(String... types) {
        return of(EndpointStatus.ENABLED, types);
    }

    public static byte[] disabled(String... types) {
        return of(EndpointStatus.DISABLED, types);
    }

    private static byte[] of(EndpointStatus status, String... types) {
        return Json.write(new Subscription(
                "receiver",
                "https://receiver.example/hook",
                List.of(types),
                status,
                List.of(new EncryptedSecret("ciphertext", CREATED, null)),
                null,
                List.of(),
                null,
                1,
                CREATED,
                CREATED));
    }
}
