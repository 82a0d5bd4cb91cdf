package com.stairoids.webhooks.sender.post;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The HTTP client's resolver. The addresses that it gives are the ones that are connected to, and it gives none that
 * the guard refuses: a name cannot be vetted as one address and used as another. Names are asked for before the client
 * wants them ({@link #prepare}), each once at a time; {@link #resolve} never waits. Thread-safe.
 *
 * <p>Where the name servers have stopped answering, the last good answer is used for up to {@link #STALE} (RFC 8767).
 */
public final class GuardedResolver implements DnsResolver {
    /** How old an answer may be that is used because there is no newer one. */
    static final Duration STALE = Duration.ofHours(1);

    /** How long a stale answer is used before the name servers are asked again (RFC 8767, 5: failure recheck timer). */
    private static final Duration STALE_REUSE = Duration.ofSeconds(30);

    /** How long name servers are waited for where there is a stale answer (RFC 8767, 5: client response timer). */
    private static final Duration STALE_PATIENCE = Duration.ofMillis(1800);

    private static final int MAX_NAMES = 100_000;

    private final TargetGuard guard;
    private final NameLookup lookup;
    private final Duration bound;
    private final AsyncCache<String, Resolution> answers;
    private final Cache<String, Resolution.Resolved> lastGood;

    /** @param bound how long name servers are waited for */
    public GuardedResolver(TargetGuard guard, NameLookup lookup, Duration bound) {
        this(guard, lookup, bound, Ticker.systemTicker());
    }

    GuardedResolver(TargetGuard guard, NameLookup lookup, Duration bound, Ticker ticker) {
        this.guard = guard;
        this.lookup = lookup;
        this.bound = bound;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .ticker(ticker)
                .expireAfter(Expiry.<String, Resolution>writing((_, resolution) -> resolution.reuse()))
                .buildAsync();
        this.lastGood = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .ticker(ticker)
                .expireAfterWrite(STALE)
                .build();
    }

    /** Completes, always normally and within the bound, once {@link #resolve} has an answer for {@code host}. */
    public CompletableFuture<Void> prepare(String host) {
        if (literal(host).isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        return answers.get(host, (name, _) -> ask(name)).thenAccept(_ -> {});
    }

    /** The addresses of a name that was prepared; never waits for them. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return vetted(host, List.of(literal.get()));
        }
        return switch (answered(host)) {
            case Resolution.Resolved resolved -> vetted(host, resolved.addresses());
            case Resolution.NoSuchName() ->
                throw new UnknownHostException("The name " + host + " does not resolve to an address.");
            case Resolution.Unanswered(String why) ->
                throw new UnknownHostException("The name " + host + " was not resolved: " + why + ".");
        };
    }

    /** The name itself: an alias must not decide which certificate is expected. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private Resolution answered(String host) {
        CompletableFuture<Resolution> answer = answers.getIfPresent(host);
        Resolution.Unanswered none = new Resolution.Unanswered("there is no answer yet");
        return answer == null ? none : answer.getNow(none);
    }

    private CompletableFuture<Resolution> ask(String host) {
        Resolution.Resolved known = lastGood.getIfPresent(host);
        CompletableFuture<Resolution> answer = known == null
                ? within(bound, new Resolution.Unanswered("no name server answered within " + bound.toMillis() + " ms"))
                : within(patience(), stale(known));
        var _ = lookup.lookUp(host).thenAccept(resolution -> {
            remember(host, resolution);
            boolean unanswered = resolution instanceof Resolution.Unanswered;
            boolean late = !answer.complete(unanswered && known != null ? stale(known) : resolution);
            if (late && !unanswered) {
                answers.put(host, CompletableFuture.completedFuture(resolution));
            }
        });
        return answer;
    }

    private void remember(String host, Resolution resolution) {
        switch (resolution) {
            case Resolution.Resolved resolved -> lastGood.put(host, resolved);
            case Resolution.NoSuchName() -> lastGood.invalidate(host);
            case Resolution.Unanswered unanswered -> {
                // What was known stays so until it is too old.
            }
        }
    }

    /** Leaves half of the time, which is the connection's as well, for connecting. */
    private Duration patience() {
        Duration half = bound.dividedBy(2);
        return half.compareTo(STALE_PATIENCE) < 0 ? half : STALE_PATIENCE;
    }

    private static CompletableFuture<Resolution> within(Duration time, Resolution otherwise) {
        return new CompletableFuture<Resolution>().completeOnTimeout(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Resolution stale(Resolution.Resolved known) {
        return new Resolution.Resolved(known.addresses(), STALE_REUSE);
    }

    private InetAddress[] vetted(String host, List<InetAddress> addresses) throws TargetRefusedException {
        InetAddress[] permitted = guard.permitted(addresses.toArray(InetAddress[]::new));
        if (permitted.length == 0) {
            throw new TargetRefusedException("Deliveries are not sent to " + host + ": "
                    + guard.refusal(addresses.getFirst()).orElse("its address is refused") + ".");
        }
        return permitted;
    }

    /** An address in a URL's host needs no name server; IPv6 comes in brackets or without. */
    private static Optional<InetAddress> literal(String host) {
        if (!host.contains(":") && !Character.isDigit(host.charAt(host.length() - 1))) {
            return Optional.empty();
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            // A name, such as hooks.example.c0m4.
            return Optional.empty();
        }
    }
}
