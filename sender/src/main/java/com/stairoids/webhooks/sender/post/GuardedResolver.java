package com.stairoids.webhooks.sender.post;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The HTTP client's resolver. The addresses that it gives are the ones that are connected to, and it gives none that
 * the guard refuses: a name cannot be vetted as one address and used as another. Look-ups, which block, run on their own
 * threads before the client asks ({@link #prepare}): one per name at a time, and none longer than its bound as far as
 * the sender is concerned. Thread-safe.
 */
public final class GuardedResolver implements DnsResolver {
    /** How long an answer is used again: short, since a customer may be moving an endpoint away. */
    private static final Duration REUSE = Duration.ofSeconds(10);

    private static final int MAX_NAMES = 100_000;

    private final TargetGuard guard;
    private final DnsResolver lookup;
    private final Duration timeout;
    private final Executor lookups;
    private final AsyncCache<String, Resolution> answers =
            Caffeine.newBuilder().maximumSize(MAX_NAMES).expireAfterWrite(REUSE).buildAsync();

    /**
     * @param lookup the look-up itself, which may block
     * @param timeout how long a look-up is waited for
     * @param lookups runs look-ups
     */
    public GuardedResolver(TargetGuard guard, DnsResolver lookup, Duration timeout, Executor lookups) {
        this.guard = guard;
        this.lookup = lookup;
        this.timeout = timeout;
        this.lookups = lookups;
    }

    /** Completes, always normally and within the bound, once {@link #resolve} can answer for {@code host} without blocking. */
    public CompletableFuture<Void> prepare(String host) {
        return answer(host).thenAccept(_ -> {});
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (answer(host).join()) {
            case Resolution.Resolved(InetAddress[] addresses) -> vetted(host, addresses);
            case Resolution.Failed(String why) -> throw new UnknownHostException(why);
        };
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return lookup.resolveCanonicalHostname(host);
    }

    private CompletableFuture<Resolution> answer(String host) {
        return answers.get(
                host,
                (name, _) -> CompletableFuture.supplyAsync(() -> lookUp(name), lookups)
                        .completeOnTimeout(
                                new Resolution.Failed(
                                        "The name " + name + " was not resolved within " + timeout.toMillis() + " ms."),
                                timeout.toMillis(),
                                TimeUnit.MILLISECONDS));
    }

    private Resolution lookUp(String host) {
        try {
            InetAddress[] addresses = lookup.resolve(host);
            return addresses == null || addresses.length == 0 ? unknown(host) : new Resolution.Resolved(addresses);
        } catch (UnknownHostException e) {
            return unknown(host);
        }
    }

    private static Resolution unknown(String host) {
        return new Resolution.Failed("The name " + host + " does not resolve to an address.");
    }

    private InetAddress[] vetted(String host, InetAddress[] addresses) throws TargetRefusedException {
        InetAddress[] permitted = guard.permitted(addresses);
        if (permitted.length == 0) {
            throw new TargetRefusedException("Deliveries are not sent to " + host + ": "
                    + guard.refusal(addresses[0]).orElse("its address is refused") + ".");
        }
        return permitted;
    }

    private sealed interface Resolution {
        record Resolved(InetAddress[] addresses) implements Resolution {}

        record Failed(String why) implements Resolution {}
    }
}
