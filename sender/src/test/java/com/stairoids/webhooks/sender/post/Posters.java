package com.stairoids.webhooks.sender.post;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Posters that may reach loopback, and requests for them. */
final class Posters {
    /** For tests in which no name may be asked for. */
    static final NameLookup NO_NAMES = host -> {
        throw new IllegalStateException("asked for " + host);
    };

    private static final byte[] BODY = {'{', '}'};

    private Posters() {}

    static HttpPoster poster(
            NameLookup names, int connections, Duration connect, Duration exchange, Optional<Path> authorities) {
        TargetGuard guard = new TargetGuard(List.of("127.0.0.0/8"), true);
        return new HttpPoster(
                HttpClients.start(
                        new GuardedResolver(guard, names, connect),
                        Trust.context(authorities),
                        connections,
                        connect,
                        exchange),
                guard,
                connect,
                exchange,
                InstantSource.system());
    }

    static CompletableFuture<PostResult> post(HttpPoster poster, String url) {
        return poster.post(new SignedRequest(url, List.of(), List.of(), BODY)).orTimeout(30, TimeUnit.SECONDS);
    }

    static CompletableFuture<PostResult> post(HttpPoster poster, URI url) {
        return post(poster, url.toString());
    }

    static FailureReason reason(PostResult result) {
        return ((PostResult.Unanswered) result).reason();
    }

    static Duration took(PostResult result) {
        return Duration.ofMillis(result.timings().totalMs());
    }
}
