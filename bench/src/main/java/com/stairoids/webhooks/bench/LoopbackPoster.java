package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.sender.post.GuardedResolver;
import com.stairoids.webhooks.sender.post.HttpClients;
import com.stairoids.webhooks.sender.post.HttpPoster;
import com.stairoids.webhooks.sender.post.Resolution;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** The sender's client, which may post to this machine only. */
final class LoopbackPoster {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private LoopbackPoster() {}

    /**
     * A started client with threads of its own; each step of a request may take 10 s.
     *
     * @param names what every name resolves to
     * @param connections most connections, open and idle
     */
    static HttpPoster start(Resolution names, SSLContext trust, int connections) {
        TargetGuard guard = new TargetGuard(List.of("127.0.0.0/8"), true);
        GuardedResolver resolver = new GuardedResolver(guard, _ -> CompletableFuture.completedFuture(names), TIMEOUT);
        return new HttpPoster(
                HttpClients.start(resolver, trust, connections, TIMEOUT, TIMEOUT),
                guard,
                TIMEOUT,
                TIMEOUT,
                InstantSource.system());
    }
}
