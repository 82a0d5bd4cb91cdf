package com.stairoids.webhooks.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.schemas.token.TokenSecret;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a line of version 0.1 wrote, taken from its topics, is read by this version: a rolling upgrade meets it, and much of it stays
 * for months. Files of a released version are never changed; a version that writes something new adds a folder of its own.
 */
class CompatibilityTest {
    private static final String VERSION = "0.1";
    private static final List<KeptRecord> KEPT = KeptRecord.of(VERSION);
    private static final JsonSchemas SCHEMAS = JsonSchemas.published();

    /** What is in these is upstream's. */
    private static final Set<Topic> SOURCES = Set.of(Topic.SIGNALS, Topic.AUTOMATIONS, Topic.ACCOUNTS, Topic.CONTACTS);

    static Stream<KeptRecord> deliveries() {
        return kept(
                record -> Set.of("deliveries", "retry-1m", "parked", "tests").contains(record.topic()));
    }

    static Stream<KeptRecord> deadDeliveries() {
        return kept(
                record -> record.topic().equals("dead-letter") && !record.name().equals("malformed-delivery"));
    }

    static Stream<KeptRecord> attempts() {
        return kept(record -> record.topic().equals("attempts"));
    }

    static Stream<KeptRecord> replays() {
        return kept(record -> record.topic().equals("replays"));
    }

    static Stream<KeptRecord> health() {
        return kept(record -> record.topic().equals("endpoint-health"));
    }

    static Stream<KeptRecord> tokens() {
        return kept(record -> record.topic().equals("tokens"));
    }

    static Stream<KeptRecord> rejected() {
        return kept(record -> record.topic().equals("rejected-events"));
    }

    @Test
    void thereIsARecordOfEachTopicsFormat() {
        Set<String> expected = Arrays.stream(Topic.values())
                .filter(topic -> !SOURCES.contains(topic))
                .map(topic -> topic.topicName().replace("stairoids.", ""))
                .map(name -> name.startsWith("retry-") ? "retry-1m" : name)
                .collect(Collectors.toSet());

        Set<String> present = KEPT.stream().map(KeptRecord::topic).collect(Collectors.toSet());

        assertThat(present).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource({"deliveries", "deadDeliveries"})
    void aDeliveryIsReadAndWrittenAsItWas(KeptRecord record) throws Exception {
        DeliveryHeaders read = DeliveryHeaders.of(record.recordHeaders());

        assertThat(read.acceptedAt()).isNull();
        Map<String, String> own = new LinkedHashMap<>(record.headers());
        own.keySet()
                .removeAll(Set.of(
                        HeaderNames.REASON,
                        HeaderNames.LAST_STATUS,
                        HeaderNames.LAST_ATTEMPT_AT,
                        HeaderNames.DEAD_LETTERED_AT));
        assertThat(texts(read.toHeaders())).isEqualTo(own);
        assertThat(Json.readTree(record.value() == null ? "" : record.value())
                        .path("id")
                        .asString())
                .isEqualTo(read.eventId());
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void aDeliveryIsAsTheSchemaHasIt(KeptRecord record) {
        assertThat(SCHEMAS.errors("delivery-headers", Json.writeText(record.headers())))
                .isEmpty();
    }

    @Test
    void aDeadLetterIsAsTheSchemaHasIt() {
        assertThat(kept(record -> record.topic().equals("dead-letter")))
                .hasSize(3)
                .allSatisfy(
                        record -> assertThat(SCHEMAS.errors("dead-letter-headers", Json.writeText(record.headers())))
                                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void anEntryOfTheLogIsReadAndWrittenAsItWas(KeptRecord record) throws Exception {
        Happening read = Json.read(record.bytes(), Happening.class);

        assertThat(Json.writeText(read)).isEqualTo(record.value());
        assertThat(SCHEMAS.errors("attempts", Json.writeText(read))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("replays")
    void aRequestForAReplayIsReadAndWrittenAsItWas(KeptRecord record) throws Exception {
        ReplayRequest read = ReplayRequest.of(record.key(), record.recordHeaders());

        assertThat(texts(read.toHeaders())).isEqualTo(record.headers());
        assertThat(read.replay().acceptedAt()).isNull();
        assertThat(read.run()).isEqualTo(record.name().equals("once") ? null : "monday");
    }

    @ParameterizedTest
    @MethodSource("health")
    void aWordOnAnEndpointsHealthIsReadAndWrittenAsItWas(KeptRecord record) throws Exception {
        EndpointHealth read = Json.read(record.bytes(), EndpointHealth.class);

        assertThat(read.state().wireName()).isEqualTo(record.name());
        assertThat(Json.writeText(read)).isEqualTo(record.value());
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsReadAndWrittenAsItWas(KeptRecord record) throws Exception {
        Token read = Json.read(record.bytes(), Token.class);

        assertThat(read.id()).isEqualTo(record.key());
        assertThat(Json.writeText(read)).isEqualTo(record.value());
    }

    @Test
    void aTokenOpensForWhoeverWasShownItsSecret() throws Exception {
        Token read = Json.read(only("tokens", "viewer").bytes(), Token.class);

        assertThat(TokenSecret.parse("swt_01M8AV82VS236PS4MZGXX6DQMN_jatzRdYbjlF2mnoxnMy5PHQ1sRoRqUTwiNTr9zaKp0s"))
                .hasValueSatisfying(secret -> assertThat(secret.opens(read)).isTrue());
        assertThat(read.role()).isEqualTo(TokenRole.VIEWER);
    }

    @Test
    void anEndpointIsReadAndItsSecretDecrypted() throws Exception {
        KeptRecord record = only("subscriptions", "endpoint");

        Subscription read = Json.read(record.bytes(), Subscription.class);

        assertThat(Json.writeText(read)).isEqualTo(record.value());
        String endpoint =
                EndpointKey.parse(String.valueOf(record.key())).orElseThrow().endpointId();
        assertThat(SecretCipher.ofKeyset(KeptRecord.keyset(VERSION))
                        .decrypt(read.secrets().getFirst().ciphertext(), endpoint))
                .isEqualTo("whsec_vlHgkyHDHeMlyddN3xZQeWctjxpsfV38A1sBaMx7P5M=");
    }

    @Test
    void anEndpointThatIsGoneIsATombstone() {
        KeptRecord record = only("subscriptions", "removed");

        assertThat(record.value()).isNull();
        assertThat(EndpointKey.parse(String.valueOf(record.key()))).isPresent();
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void aRejectedEventIsAsTheSchemaHasIt(KeptRecord record) {
        assertThat(SCHEMAS.errors("rejected-event-headers", Json.writeText(record.headers())))
                .isEmpty();
    }

    private static Stream<KeptRecord> kept(Predicate<KeptRecord> which) {
        return KEPT.stream().filter(which);
    }

    private static KeptRecord only(String topic, String name) {
        return kept(record -> record.topic().equals(topic) && record.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
        return texts;
    }
}
