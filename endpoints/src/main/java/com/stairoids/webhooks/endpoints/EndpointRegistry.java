package com.stairoids.webhooks.endpoints;

import com.github.f4b6a3.ulid.Ulid;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Registers, lists and changes endpoints. Any number of registries, in any processes, may do so at once: nothing is
 * lost, and who names a version that is no longer the present one is told.
 *
 * <p>Every method reads the topic to its end first, throws {@link org.apache.kafka.common.KafkaException} where the
 * cluster cannot be reached, and may be called by any thread: the registry's monitor guards its parts.
 */
public final class EndpointRegistry implements AutoCloseable {
    private static final int ULID_RANDOM_BYTES = 10;

    private final SecretCipher cipher;
    private final TargetGuard guard;
    private final int maxPerWorkspace;
    private final InstantSource time;
    private final SecureRandom random;
    private final SubscriptionsTable table;
    private final SharedReading reading;
    private final WorkspaceTransactions transactions;

    /** @param maxPerWorkspace endpoints of a workspace beyond which none is registered; what is there stays */
    public EndpointRegistry(
            KafkaSettings kafka,
            SecretCipher cipher,
            TargetGuard guard,
            int maxPerWorkspace,
            InstantSource time,
            SecureRandom random) {
        this(
                kafka,
                workspaceId -> new KafkaProducer<>(WorkspaceTransactions.configuration(kafka, workspaceId)),
                cipher,
                guard,
                maxPerWorkspace,
                time,
                random);
    }

    EndpointRegistry(
            KafkaSettings kafka,
            Function<String, Producer<String, byte[]>> producers,
            SecretCipher cipher,
            TargetGuard guard,
            int maxPerWorkspace,
            InstantSource time,
            SecureRandom random) {
        this.cipher = cipher;
        this.guard = guard;
        this.maxPerWorkspace = maxPerWorkspace;
        this.time = time;
        this.random = random;
        this.table = new SubscriptionsTable(kafka);
        this.reading = new SharedReading(table::readToEnd);
        this.transactions = new WorkspaceTransactions(producers, table, random);
    }

    /** Registers an enabled endpoint under a new id. */
    public synchronized Outcome.Creation create(NewEndpoint asked) {
        List<Refusal> refusals = EndpointRules.refusals(asked, guard);
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(refusals);
        }
        SigningSecret secret = asked.secret() == null ? SigningSecret.generate(random) : asked.secret();
        Endpoint endpoint = endpoint(asked, secret);
        return transactions
                .<Outcome.Creation>run(asked.workspaceId(), present -> created(present, endpoint, secret))
                .orElseGet(() -> new Outcome.Contended(asked.workspaceId()));
    }

    /** All endpoints, in the order of workspace and age. */
    public List<Endpoint> list() {
        return read(table::all);
    }

    /** A workspace's endpoints, oldest first. */
    public List<Endpoint> list(String workspaceId) {
        return read(() -> table.ofWorkspace(workspaceId));
    }

    /** The endpoint of that id, in whichever workspace: operators name just the endpoint. */
    public Optional<Endpoint> find(String endpointId) {
        return read(table::all).stream()
                .filter(endpoint -> endpoint.id().equals(endpointId))
                .findFirst();
    }

    /** The endpoint, and up to where the subscriptions topic was read for it. */
    public Optional<Sighting> look(EndpointKey key) {
        return read(() -> table.get(key).map(endpoint -> new Sighting(endpoint, table.lastOffset())));
    }

    /** @param expectedVersion the version that the change was made from; null to change whatever is there */
    public synchronized Outcome.Change setStatus(
            EndpointKey key, EndpointStatus status, @Nullable Long expectedVersion) {
        Instant now = now();
        return decided(
                key,
                expectedVersion,
                unmet -> unmet,
                present -> written(
                        present,
                        PatchedSubscription.of(
                                present.id(), present.subscription(), EndpointPatch.of(status), cipher, now),
                        Outcome.Changed::new));
    }

    /** @param expectedVersion the version that the change was made from; null to change whatever is there */
    public synchronized Outcome.Amendment update(EndpointKey key, EndpointPatch patch, @Nullable Long expectedVersion) {
        Instant now = now();
        return decided(key, expectedVersion, unmet -> unmet, present -> {
            List<Refusal> refusals = EndpointRules.refusals(patch, present.subscription(), guard);
            return refusals.isEmpty()
                    ? written(
                            present,
                            PatchedSubscription.of(present.id(), present.subscription(), patch, cipher, now),
                            Outcome.Changed::new)
                    : new Decision.Leave<>(new Outcome.Refused(refusals));
        });
    }

    /**
     * Gives the endpoint a new secret.
     *
     * @param overlap how long the present one goes on signing, 0 to {@link SecretRoll#LONGEST_OVERLAP}
     * @param expectedVersion the version that was seen; null to roll whatever is there
     */
    public synchronized Outcome.Roll rollSecret(EndpointKey key, Duration overlap, @Nullable Long expectedVersion) {
        Instant now = now();
        SigningSecret secret = SigningSecret.generate(random);
        EncryptedSecret fresh = new EncryptedSecret(cipher.encrypt(secret.reveal(), key.endpointId()), now, null);
        return decided(key, expectedVersion, unmet -> unmet, present -> {
            Optional<String> refusal = SecretRoll.refusal(present.subscription(), overlap, now);
            if (refusal.isPresent()) {
                return new Decision.Leave<>(Outcome.Refused.of("overlap", refusal.get()));
            }
            Subscription rolled = SecretRoll.rolled(present.subscription(), fresh, overlap, now);
            @Nullable Instant end = SecretRoll.overlapEnd(rolled, now).orElse(null);
            return written(present, rolled, endpoint -> new Outcome.Rolled(endpoint, secret, end));
        });
    }

    /**
     * Has older secrets sign no more; nothing is written where there is none.
     *
     * @param expectedVersion the version that was seen; null to change whatever is there
     */
    public synchronized Outcome.Change endOverlap(EndpointKey key, @Nullable Long expectedVersion) {
        Instant now = now();
        return decided(
                key,
                expectedVersion,
                unmet -> unmet,
                present ->
                        written(present, SecretRoll.overlapEnded(present.subscription(), now), Outcome.Changed::new));
    }

    /** @param expectedVersion the version that was seen; null to remove whatever is there */
    public synchronized Outcome.Removal remove(EndpointKey key, @Nullable Long expectedVersion) {
        return decided(
                key,
                expectedVersion,
                unmet -> unmet,
                _ -> new Decision.Write<>(Map.of(key, Optional.empty()), new Outcome.Removed(key)));
    }

    /** Encrypts every secret and header value anew with the keyset's primary key, a workspace at a time. */
    public synchronized Reencryption reencrypt() {
        table.readToEnd();
        return new Reencrypter(cipher, transactions, now())
                .run(table.all().stream()
                        .map(endpoint -> endpoint.key().workspaceId())
                        .distinct()
                        .toList());
    }

    private <T> T read(Supplier<T> answer) {
        long ticket = reading.ask();
        synchronized (this) {
            reading.complete(ticket);
            return answer.get();
        }
    }

    /** @param unmet widens to the outcome's type: a type parameter cannot have a lower bound */
    private <T> T decided(
            EndpointKey key,
            @Nullable Long expectedVersion,
            Function<Outcome.Unmet, T> unmet,
            Function<Endpoint, Decision<T>> decide) {
        return transactions
                .<T>run(key.workspaceId(), table -> {
                    Optional<Endpoint> present = table.get(key);
                    if (present.isEmpty()) {
                        return new Decision.Leave<>(unmet.apply(new Outcome.NotFound(key)));
                    }
                    return expectedVersion == null
                                    || expectedVersion == present.get().version()
                            ? decide.apply(present.get())
                            : new Decision.Leave<>(unmet.apply(new Outcome.Stale(expectedVersion, present.get())));
                })
                .orElseGet(() -> unmet.apply(new Outcome.Contended(key.workspaceId())));
    }

    private static <T> Decision<T> written(Endpoint before, Subscription after, Function<Endpoint, T> outcome) {
        Endpoint endpoint = new Endpoint(before.key(), after);
        return endpoint.equals(before)
                ? new Decision.Leave<>(outcome.apply(before))
                : Decision.Write.one(endpoint, outcome.apply(endpoint));
    }

    private Decision<Outcome.Creation> created(SubscriptionsTable present, Endpoint endpoint, SigningSecret secret) {
        Optional<Outcome.Creation> earlier = CreationName.earlier(
                present.ofWorkspace(endpoint.key().workspaceId()).stream(),
                endpoint.subscription().creation());
        if (earlier.isPresent()) {
            return new Decision.Leave<>(earlier.get());
        }
        int existing = present.ofWorkspace(endpoint.key().workspaceId()).size();
        return existing >= maxPerWorkspace
                ? new Decision.Leave<>(Outcome.Refused.of(
                        "",
                        "The workspace has " + existing
                                + " endpoints already, the most there can be. Remove one that is no longer used."))
                : Decision.Write.one(endpoint, new Outcome.Created(endpoint, secret));
    }

    private Endpoint endpoint(NewEndpoint asked, SigningSecret secret) {
        Instant now = now();
        EndpointKey key = new EndpointKey(asked.workspaceId(), newId(now));
        String id = key.endpointId();
        return new Endpoint(
                key,
                new Subscription(
                        asked.name() == null ? EndpointRules.defaultName(asked.url()) : asked.name(),
                        asked.url(),
                        asked.eventTypes().stream().distinct().toList(),
                        EndpointStatus.ENABLED,
                        List.of(new EncryptedSecret(cipher.encrypt(secret.reveal(), id), now, null)),
                        asked.description(),
                        asked.headers().stream()
                                .map(header -> new EncryptedHeader(header.name(), cipher.encrypt(header.value(), id)))
                                .toList(),
                        asked.rateLimit(),
                        1,
                        now,
                        now,
                        CreationName.of(asked)));
    }

    private String newId(Instant now) {
        byte[] randomness = new byte[ULID_RANDOM_BYTES];
        random.nextBytes(randomness);
        return "ep_" + new Ulid(now.toEpochMilli(), randomness);
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public synchronized void close() {
        table.close();
    }
}
