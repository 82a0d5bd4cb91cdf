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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    private final InstantSource time;
    private final SecureRandom random;
    private final SubscriptionsTable table;
    private final WorkspaceTransactions transactions;

    public EndpointRegistry(
            KafkaSettings kafka, SecretCipher cipher, TargetGuard guard, InstantSource time, SecureRandom random) {
        this(
                kafka,
                workspaceId -> new KafkaProducer<>(WorkspaceTransactions.configuration(kafka, workspaceId)),
                cipher,
                guard,
                time,
                random);
    }

    EndpointRegistry(
            KafkaSettings kafka,
            Function<String, Producer<String, byte[]>> producers,
            SecretCipher cipher,
            TargetGuard guard,
            InstantSource time,
            SecureRandom random) {
        this.cipher = cipher;
        this.guard = guard;
        this.time = time;
        this.random = random;
        this.table = new SubscriptionsTable(kafka);
        this.transactions = new WorkspaceTransactions(producers, table, random);
    }

    /** Registers an enabled endpoint under a new id. */
    public synchronized Outcome.Creation create(NewEndpoint asked) {
        List<String> refusals = EndpointRules.refusals(asked, guard);
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
    public synchronized List<Endpoint> list() {
        table.readToEnd();
        return table.all();
    }

    /** A workspace's endpoints, oldest first. */
    public synchronized List<Endpoint> list(String workspaceId) {
        table.readToEnd();
        return table.ofWorkspace(workspaceId);
    }

    /** The endpoint of that id, in whichever workspace: operators name just the endpoint. */
    public synchronized Optional<Endpoint> find(String endpointId) {
        table.readToEnd();
        return table.all().stream()
                .filter(endpoint -> endpoint.id().equals(endpointId))
                .findFirst();
    }

    /** @param expectedVersion the version that the change was made from; null to change whatever is there */
    public synchronized Outcome.Change setStatus(
            EndpointKey key, EndpointStatus status, @Nullable Long expectedVersion) {
        Instant now = now();
        return change(
                key,
                expectedVersion,
                present -> present.status() == status ? present : present.withStatus(status, now));
    }

    /** @param expectedVersion the version that was seen; null to remove whatever is there */
    public synchronized Outcome.Removal remove(EndpointKey key, @Nullable Long expectedVersion) {
        return transactions
                .<Outcome.Removal>run(key.workspaceId(), present -> removed(present.get(key), key, expectedVersion))
                .orElseGet(() -> new Outcome.Contended(key.workspaceId()));
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

    private Outcome.Change change(
            EndpointKey key, @Nullable Long expectedVersion, Function<Subscription, Subscription> changed) {
        return transactions
                .<Outcome.Change>run(
                        key.workspaceId(), present -> changed(present.get(key), key, expectedVersion, changed))
                .orElseGet(() -> new Outcome.Contended(key.workspaceId()));
    }

    private static Decision<Outcome.Removal> removed(
            Optional<Endpoint> present, EndpointKey key, @Nullable Long expectedVersion) {
        if (present.isEmpty()) {
            return new Decision.Leave<>(new Outcome.NotFound(key));
        }
        return expectedVersion == null || expectedVersion == present.get().version()
                ? new Decision.Write<>(Map.of(key, Optional.empty()), new Outcome.Removed(key))
                : new Decision.Leave<>(new Outcome.Stale(expectedVersion, present.get()));
    }

    private static Decision<Outcome.Change> changed(
            Optional<Endpoint> present,
            EndpointKey key,
            @Nullable Long expectedVersion,
            Function<Subscription, Subscription> changed) {
        if (present.isEmpty()) {
            return new Decision.Leave<>(new Outcome.NotFound(key));
        }
        return expectedVersion == null || expectedVersion == present.get().version()
                ? changed(present.get(), changed.apply(present.get().subscription()))
                : new Decision.Leave<>(new Outcome.Stale(expectedVersion, present.get()));
    }

    private static Decision<Outcome.Change> changed(Endpoint before, Subscription after) {
        Endpoint endpoint = new Endpoint(before.key(), after);
        return endpoint.equals(before)
                ? new Decision.Leave<>(new Outcome.Changed(before))
                : Decision.Write.one(endpoint, new Outcome.Changed(endpoint));
    }

    private static Decision<Outcome.Creation> created(
            SubscriptionsTable present, Endpoint endpoint, SigningSecret secret) {
        int existing = present.ofWorkspace(endpoint.key().workspaceId()).size();
        return existing >= EndpointRules.MAX_ENDPOINTS_PER_WORKSPACE
                ? new Decision.Leave<>(new Outcome.Refused(List.of("The workspace has " + existing
                        + " endpoints already, the most there can be. Remove one that is no longer used.")))
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
                        now));
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
