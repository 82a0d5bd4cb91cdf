package com.stairoids.webhooks.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointRegistryIT {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST = 10;

    @SuppressWarnings("NullAway.Init") // JUnit calls startBroker first.
    private static TestBroker broker;

    private final String keyset = SecretCipher.newKeyset();
    private final SecretCipher cipher = SecretCipher.ofKeyset(keyset);
    private final String workspace = "ws_" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // JUnit calls openRegistry first.
    private EndpointRegistry registry;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void openRegistry() {
        registry = registry(cipher);
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void registersAnEndpointThatEverybodySees() throws Exception {
        var asked = NewEndpoint.of(workspace, "https://hooks.example.com/in", List.of("signal.created"))
                .describedAs("for the CRM")
                .limitedTo(7);

        var created = created(asked);

        assertThat(created.endpoint().id()).matches("ep_[0-9A-HJKMNP-TV-Z]{26}");
        Subscription subscription = created.endpoint().subscription();
        assertThat(subscription.name()).isEqualTo("hooks.example.com/in");
        assertThat(subscription.status()).isEqualTo(EndpointStatus.ENABLED);
        assertThat(subscription.description()).isEqualTo("for the CRM");
        assertThat(subscription.rateLimit()).isEqualTo(7);
        assertThat(subscription.createdAt()).isEqualTo(NOW);
        assertThat(created.endpoint().version()).isEqualTo(1);
        try (var other = registry(cipher)) {
            assertThat(other.list(workspace)).containsExactly(created.endpoint());
            assertThat(other.list()).contains(created.endpoint());
            assertThat(other.find(created.endpoint().id())).contains(created.endpoint());
        }
        assertThat(cipher.decrypt(
                        subscription.secrets().getFirst().ciphertext(),
                        created.endpoint().id()))
                .isEqualTo(created.secret().reveal());
    }

    @Test
    void signsWithTheSecretThatIsSupplied() {
        SigningSecret secret = SigningSecret.generate(RANDOM);

        var created = created(asked().signedWith(secret));

        assertThat(created.secret().reveal()).isEqualTo(secret.reveal());
    }

    @Test
    void writesNeitherSecretNorHeaderValueInClear() {
        var asked = asked().withHeaders(List.of(new CustomHeader("X-Api-Key", "hunter2-hunter2")));

        var created = created(asked);

        // A commit is confirmed a moment before it is seen.
        List<String> written = await().until(
                        () -> TopicReader.readAll(broker.bootstrapServers(), Topic.SUBSCRIPTIONS).stream()
                                .filter(record -> record.key()
                                        .equals(created.endpoint().key().toString()))
                                .map(record -> new String(record.value(), StandardCharsets.ISO_8859_1))
                                .toList(),
                        found -> !found.isEmpty());
        assertThat(written).singleElement().asString().contains("X-Api-Key").doesNotContain("hunter2");
        String secret = created.secret().reveal();
        assertThat(written.getFirst()).doesNotContain(secret).doesNotContain(secret.substring("whsec_".length()));
        assertThat(created.toString()).doesNotContain("hunter2").doesNotContain(secret);
    }

    @Test
    void refusesWithoutWritingAnything() {
        var outcome = registry.create(NewEndpoint.of(workspace, "http://example.com", List.of()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reasons()).hasSize(2));
        assertThat(registry.list(workspace)).isEmpty();
    }

    @Test
    void refusesOneMoreThanAWorkspaceMayHaveAndRemovesNone() {
        try (var writer = new TopicWriter(broker.bootstrapServers())) {
            for (int number = 1; number <= MOST; number++) {
                writer.write(Topic.SUBSCRIPTIONS, workspace + "/ep_" + number, Json.write(subscription()));
            }
        }

        var outcome = registry.create(asked());

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.describe()).contains("10 endpoints already");
        try (var raised = registry(cipher, MOST + 1)) {
            assertThat(raised.create(asked())).isInstanceOf(Outcome.Created.class);
        }
        assertThat(registry.create(asked())).isInstanceOf(Outcome.Refused.class);
        assertThat(registry.list(workspace)).hasSize(MOST + 1);
    }

    @Test
    void changesTheStatusOfTheVersionThatWasSeen() {
        EndpointKey key = created(asked()).endpoint().key();

        var outcome = registry.setStatus(key, EndpointStatus.DISABLED, 1L);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Changed.class, changed -> {
            assertThat(changed.endpoint().version()).isEqualTo(2);
            assertThat(registry.list(workspace)).containsExactly(changed.endpoint());
        });
    }

    @Test
    void writesNothingWhereTheStatusIsSoAlready() {
        var created = created(asked());

        var outcome = registry.setStatus(created.endpoint().key(), EndpointStatus.ENABLED, null);

        assertThat(outcome).isEqualTo(new Outcome.Changed(created.endpoint()));
    }

    @Test
    void tellsWhoNamesAVersionThatIsNoLongerThePresentOne() {
        EndpointKey key = created(asked()).endpoint().key();
        registry.setStatus(key, EndpointStatus.DISABLED, 1L);

        var changing = registry.setStatus(key, EndpointStatus.ENABLED, 1L);

        assertThat(changing)
                .isInstanceOfSatisfying(
                        Outcome.Stale.class,
                        stale -> assertThat(stale.present().subscription().status())
                                .isEqualTo(EndpointStatus.DISABLED));
        assertThat(registry.remove(key, 1L)).isInstanceOf(Outcome.Stale.class);
        assertThat(registry.list(workspace)).hasSize(1);
    }

    @Test
    void removesWithATombstone() {
        EndpointKey key = created(asked()).endpoint().key();

        var outcome = registry.remove(key, null);

        assertThat(outcome).isEqualTo(new Outcome.Removed(key));
        assertThat(registry.list(workspace)).isEmpty();
        var written = TopicReader.readAll(broker.bootstrapServers(), Topic.SUBSCRIPTIONS);
        assertThat(written).anySatisfy(record -> {
            assertThat(record.key()).isEqualTo(key.toString());
            assertThat(record.value()).isNull();
        });
    }

    @Test
    void saysThatThereIsNoSuchEndpoint() {
        var key = new EndpointKey(workspace, "ep_none");

        var outcome = registry.setStatus(key, EndpointStatus.DISABLED, null);

        assertThat(outcome).isEqualTo(new Outcome.NotFound(key));
        assertThat(registry.remove(key, null)).isEqualTo(new Outcome.NotFound(key));
    }

    @Test
    void keepsWorkspacesApartWhoseIdsBeginAlike() {
        created(asked());

        var others = registry.list(workspace.substring(0, workspace.length() - 1));

        assertThat(others).isEmpty();
    }

    @Test
    void passesOverRecordsThatAreNoSubscription() {
        try (var writer = new TopicWriter(broker.bootstrapServers())) {
            writer.write(Topic.SUBSCRIPTIONS, workspace + "/ep_1", "{}".getBytes(StandardCharsets.UTF_8));
            writer.write(Topic.SUBSCRIPTIONS, "no key", "{}".getBytes(StandardCharsets.UTF_8));
        }

        var created = created(asked());

        assertThat(registry.list(workspace)).containsExactly(created.endpoint());
    }

    @Test
    void reencryptsUnderTheNewPrimaryKey() throws Exception {
        var created = created(asked().withHeaders(List.of(new CustomHeader("X-Key", "value"))));
        String rotated = SecretCipher.rotated(keyset);

        Reencryption done;
        try (var rotating = registry(SecretCipher.ofKeyset(rotated))) {
            done = rotating.reencrypt();
        }

        assertThat(done.unreadable()).doesNotContain(created.endpoint().key());
        SecretCipher withoutOldKey = SecretCipher.ofKeyset(SecretCipher.withPrimaryOnly(rotated));
        Endpoint present = registry.find(created.endpoint().id()).orElseThrow();
        assertThat(withoutOldKey.decrypt(
                        present.subscription().secrets().getFirst().ciphertext(), present.id()))
                .isEqualTo(created.secret().reveal());
        assertThat(withoutOldKey.decrypt(
                        present.subscription().headers().getFirst().ciphertext(), present.id()))
                .isEqualTo("value");
    }

    @Test
    void namesTheEndpointsThatNoKeyOpens() {
        var created = created(asked());

        Reencryption done;
        try (var foreign = registry(SecretCipher.ofKeyset(SecretCipher.newKeyset()))) {
            done = foreign.reencrypt();
        }

        assertThat(done.isComplete()).isFalse();
        assertThat(done.unreadable()).contains(created.endpoint().key());
        assertThat(registry.list(workspace)).containsExactly(created.endpoint());
    }

    @Test
    void aPatchIsTheNextVersionAndAStaleOneIsTold() throws Exception {
        var created =
                created(asked().withHeaders(List.of(new CustomHeader("X-Old", "1"), new CustomHeader("X-Kept", "2"))));
        EndpointKey key = created.endpoint().key();
        var patch = new EndpointPatch(
                Edit.keep(),
                Edit.to("https://hooks.example.com/other"),
                Edit.to(List.of("signal.scored", "signal.scored")),
                Edit.keep(),
                Edit.to("for the CRM"),
                Map.of("x-old", Edit.to(null), "X-New", Edit.to("3")),
                Edit.to(9));

        var changed = (Outcome.Changed) registry.update(key, patch, 1L);
        var stale = registry.update(key, EndpointPatch.of(EndpointStatus.DISABLED), 1L);

        Subscription now = changed.endpoint().subscription();
        assertThat(now.version()).isEqualTo(2);
        assertThat(now.url()).isEqualTo("https://hooks.example.com/other");
        assertThat(now.name()).isEqualTo("hooks.example.com/other");
        assertThat(now.eventTypes()).containsExactly("signal.scored");
        assertThat(now.rateLimit()).isEqualTo(9);
        assertThat(now.headers()).extracting(header -> header.name()).containsExactly("X-Kept", "X-New");
        assertThat(cipher.decrypt(now.headers().getLast().ciphertext(), key.endpointId()))
                .isEqualTo("3");
        assertThat(stale).isEqualTo(new Outcome.Stale(1, changed.endpoint()));
        assertThat(registry.update(key, EndpointPatch.NOTHING, 2L)).isEqualTo(changed);
    }

    @Test
    void aPatchThatCannotBeIsRefusedWithEachReasonAndWritesNothing() {
        var created = created(asked());
        var patch = new EndpointPatch(
                Edit.to(""),
                Edit.to("http://example.com/"),
                Edit.to(null),
                Edit.keep(),
                Edit.keep(),
                Map.of("Host", Edit.to("x")),
                Edit.to(0));

        var refused = (Outcome.Refused) registry.update(created.endpoint().key(), patch, 1L);

        assertThat(refused.reasons())
                .hasSize(5)
                .anyMatch(reason -> reason.contains("name"))
                .anyMatch(reason -> reason.contains("TLS"))
                .anyMatch(reason -> reason.contains("event types cannot be taken away"))
                .anyMatch(reason -> reason.contains("Host is reserved"))
                .anyMatch(reason -> reason.contains("rate limit"));
        assertThat(registry.list(workspace)).containsExactly(created.endpoint());
    }

    @Test
    void aRolledSecretOverlapsUntilTheOverlapIsEnded() throws Exception {
        var created = created(asked());
        EndpointKey key = created.endpoint().key();

        var rolled = (Outcome.Rolled) registry.rollSecret(key, Duration.ofDays(1), 1L);
        var stale = registry.rollSecret(key, Duration.ZERO, 1L);
        var ended = (Outcome.Changed) registry.endOverlap(key, 2L);

        var secrets = rolled.endpoint().subscription().secrets();
        assertThat(secrets).hasSize(2);
        assertThat(cipher.decrypt(secrets.getFirst().ciphertext(), key.endpointId()))
                .isEqualTo(rolled.secret().reveal())
                .isNotEqualTo(created.secret().reveal());
        assertThat(rolled.overlapEnd()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(secrets.getLast().expiresAt()).isEqualTo(rolled.overlapEnd());
        assertThat(rolled.toString()).doesNotContain(rolled.secret().reveal());
        assertThat(stale).isInstanceOf(Outcome.Stale.class);
        assertThat(ended.endpoint().subscription().secrets()).containsExactly(secrets.getFirst());
    }

    @Test
    void aRequestWithANameMakesOneEndpointHoweverOftenItIsRepeated() {
        NewEndpoint asked =
                asked().withHeaders(List.of(new CustomHeader("X-Key", "value"))).requestedAs("a name");
        var created = created(asked);

        Outcome.Creation repeated;
        Outcome.Creation other;
        try (var another = registry(cipher)) {
            repeated = another.create(asked);
            other = another.create(asked.named("something else"));
        }

        assertThat(repeated).isEqualTo(new Outcome.MadeBefore(created.endpoint()));
        assertThat(other).isEqualTo(new Outcome.NameTaken(created.endpoint()));
        assertThat(registry.list(workspace)).containsExactly(created.endpoint());
        assertThat(registry.create(asked.requestedAs("x".repeat(256)))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whoLooksIsToldHowFarTheTopicWasRead() {
        var created = created(asked());

        Sighting sighting = registry.look(created.endpoint().key()).orElseThrow();

        long written = TopicReader.readAll(broker.bootstrapServers(), Topic.SUBSCRIPTIONS).stream()
                .filter(record -> record.key().equals(created.endpoint().key().toString()))
                .findFirst()
                .orElseThrow()
                .offset();
        assertThat(sighting.endpoint()).isEqualTo(created.endpoint());
        assertThat(sighting.subscriptionOffset()).isGreaterThanOrEqualTo(written);
    }

    private NewEndpoint asked() {
        return NewEndpoint.of(workspace, "https://hooks.example.com/in", List.of("signal.created"));
    }

    private Outcome.Created created(NewEndpoint asked) {
        return (Outcome.Created) registry.create(asked);
    }

    private Subscription subscription() {
        return new Subscription(
                "name",
                "https://example.com/",
                List.of("signal.created"),
                EndpointStatus.ENABLED,
                List.of(new EncryptedSecret("", NOW, null)),
                null,
                List.of(),
                null,
                1,
                NOW,
                NOW);
    }

    private static EndpointRegistry registry(SecretCipher cipher) {
        return registry(cipher, MOST);
    }

    private static EndpointRegistry registry(SecretCipher cipher, int most) {
        var settings = Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
        return new EndpointRegistry(
                KafkaSettings.of(settings), cipher, TargetGuard.strict(), most, InstantSource.fixed(NOW), RANDOM);
    }
}
