package com.stairoids.webhooks.sender.post;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Look-ups as the system's own are: the hosts file first, then the name servers and search domains of {@code
 * /etc/resolv.conf}, which is read once. Two threads carry all of them, however many are unanswered. An unanswered
 * look-up holds two UDP sockets (IPv4's and IPv6's question) until it is given up. Thread-safe.
 */
public final class DnsLookup implements NameLookup, AutoCloseable {
    private static final Path HOSTS = Path.of("/etc/hosts");
    private static final Duration HOSTS_REUSE = Duration.ofSeconds(10);

    /** Some name servers never answer for IPv6. */
    private static final Duration OTHER_FAMILY = Duration.ofMillis(250);

    /** A question is asked again after this time at most: a datagram may be lost. */
    private static final Duration LONGEST_TRY = Duration.ofMillis(900);

    private static final int TRIES = 3;

    private final ExecutorService answers = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("name-answers").daemon().factory());
    private final Duration otherFamily;
    private final HostsFileParser hosts;
    private final LookupSession session;

    /**
     * @param servers name servers; empty for the system's
     * @param bound how long a question is asked again and again
     */
    public DnsLookup(List<InetSocketAddress> servers, Duration bound) {
        this(
                servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers,
                bound,
                OTHER_FAMILY,
                HOSTS,
                ResolverConfig.getCurrentConfig().searchPath(),
                ResolverConfig.getCurrentConfig().ndots());
    }

    /** @param otherFamily how long the other family's answer is waited for once one has addresses */
    DnsLookup(
            List<InetSocketAddress> servers,
            Duration bound,
            Duration otherFamily,
            Path hosts,
            List<Name> searchPath,
            int ndots) {
        this.otherFamily = otherFamily;
        this.hosts = new HostsFileParser(hosts);
        this.session = LookupSession.builder()
                .resolver(resolver(servers, bound))
                .searchPath(searchPath)
                .ndots(ndots)
                .executor(answers)
                .build();
    }

    @Override
    public CompletableFuture<Resolution> lookUp(String host) {
        try {
            Name name = Name.fromString(host);
            List<InetAddress> local = inHostsFile(Name.fromString(host, Name.root));
            if (!local.isEmpty()) {
                return CompletableFuture.completedFuture(new Resolution.Resolved(local, HOSTS_REUSE));
            }
            return bothFamilies(ask(name, Type.A), ask(name, Type.AAAA));
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(new Resolution.NoSuchName());
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.completedFuture(unanswered(e));
        }
    }

    @Override
    public void close() {
        answers.shutdownNow();
    }

    private List<InetAddress> inHostsFile(Name name) throws IOException {
        return Stream.of(hosts.getAddressForHost(name, Type.A), hosts.getAddressForHost(name, Type.AAAA))
                .flatMap(Optional::stream)
                .toList();
    }

    private CompletableFuture<Resolution> ask(Name name, int type) {
        return session.lookupAsync(name, type)
                .handle((result, failure) -> failure == null ? found(result) : failed(failure))
                .toCompletableFuture();
    }

    private CompletableFuture<Resolution> bothFamilies(
            CompletableFuture<Resolution> ipv4, CompletableFuture<Resolution> ipv6) {
        var _ = ipv4.thenAccept(answer -> hurry(ipv6, answer));
        var _ = ipv6.thenAccept(answer -> hurry(ipv4, answer));
        return ipv4.thenCombine(ipv6, DnsLookup::together);
    }

    private void hurry(CompletableFuture<Resolution> other, Resolution answer) {
        if (answer instanceof Resolution.Resolved) {
            var _ = other.completeOnTimeout(
                    new Resolution.Unanswered("the other family has addresses"),
                    otherFamily.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** IPv4 first, which is Java's own order. */
    private static Resolution together(Resolution ipv4, Resolution ipv6) {
        if (ipv4 instanceof Resolution.Resolved four && ipv6 instanceof Resolution.Resolved six) {
            Duration reuse = four.reuse().compareTo(six.reuse()) < 0 ? four.reuse() : six.reuse();
            return new Resolution.Resolved(
                    Stream.concat(four.addresses().stream(), six.addresses().stream())
                            .toList(),
                    reuse);
        }
        if (ipv6 instanceof Resolution.Resolved) {
            return ipv6;
        }
        return ipv4 instanceof Resolution.NoSuchName ? ipv6 : ipv4;
    }

    private static Resolution found(LookupResult result) {
        List<InetAddress> addresses =
                result.getRecords().stream().flatMap(DnsLookup::address).toList();
        long seconds =
                result.getRecords().stream().mapToLong(Record::getTTL).min().orElse(0);
        return addresses.isEmpty()
                ? new Resolution.NoSuchName()
                : new Resolution.Resolved(addresses, Duration.ofSeconds(seconds));
    }

    private static Stream<InetAddress> address(Record record) {
        return switch (record) {
            case ARecord a -> Stream.of(a.getAddress());
            case AAAARecord aaaa -> Stream.of(aaaa.getAddress());
            default -> Stream.empty();
        };
    }

    private static Resolution failed(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            if (cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException) {
                break;
            }
            cause = cause.getCause();
        }
        return cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException
                ? new Resolution.NoSuchName()
                : unanswered(cause);
    }

    private static Resolution unanswered(Throwable cause) {
        String message = cause.getMessage();
        return new Resolution.Unanswered(
                "the name server failed (" + (message == null ? cause.getClass().getSimpleName() : message) + ")");
    }

    private static Resolver resolver(List<InetSocketAddress> servers, Duration bound) {
        Duration third = bound.dividedBy(TRIES);
        ExtendedResolver resolver = new ExtendedResolver(servers.stream()
                .map(server -> server(server, third.compareTo(LONGEST_TRY) < 0 ? third : LONGEST_TRY))
                .toList());
        resolver.setRetries(TRIES);
        resolver.setTimeout(bound);
        return resolver;
    }

    private static Resolver server(InetSocketAddress address, Duration timeout) {
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(timeout);
        return resolver;
    }
}
