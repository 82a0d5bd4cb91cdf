package com.stairoids.webhooks.schemas.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.JsonSchemas;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {
    private static final Instant CREATED = Instant.parse("2024-06-15T14:00:00Z");
    private static final Instant ROLLED = Instant.parse("2024-06-20T08:30:00.125Z");
    private static final Subscription PLAIN = new Subscription(
            "yourapp.example.com/webhooks",
            "https://yourapp.example.com/webhooks",
            List.of("signal.created", "contact.merged"),
            EndpointStatus.ENABLED,
            List.of(new EncryptedSecret("AQID", CREATED, null)),
            null,
            List.of(),
            null,
            1,
            CREATED,
            CREATED);
    private static final Subscription FULL = new Subscription(
            "CRM sync",
            "https://yourapp.example.com/webhooks",
            List.of("signal.created"),
            EndpointStatus.DISABLED,
            List.of(new EncryptedSecret("BAUG", ROLLED, null), new EncryptedSecret("AQID", CREATED, ROLLED)),
            "Zoë's team",
            List.of(new EncryptedHeader("X-Tenant", "Bwg=")),
            50,
            7,
            CREATED,
            ROLLED);

    @Test
    void anEndpointIsReadAsItWasWritten() throws Exception {
        assertThat(Json.read(Json.write(PLAIN), Subscription.class)).isEqualTo(PLAIN);
        assertThat(Json.read(Json.write(FULL), Subscription.class)).isEqualTo(FULL);
    }

    @Test
    void anEndpointIsWrittenAsItsSchemaHasIt() {
        JsonSchemas schemas = JsonSchemas.published();

        assertThat(schemas.errors("subscription", Json.writeText(PLAIN))).isEmpty();
        assertThat(schemas.errors("subscription", Json.writeText(FULL))).isEmpty();
    }

    @Test
    void theSpellingInTheTopicIsFixed() {
        assertThat(Json.writeText(FULL)).isEqualTo("""
                {"name":"CRM sync","url":"https://yourapp.example.com/webhooks","event_types":["signal.created"],\
                "status":"disabled","secrets":[{"ciphertext":"BAUG","created_at":"2024-06-20T08:30:00.125Z"},\
                {"ciphertext":"AQID","created_at":"2024-06-15T14:00:00Z","expires_at":"2024-06-20T08:30:00.125Z"}],\
                "description":"Zoë's team","headers":[{"name":"X-Tenant","ciphertext":"Bwg="}],"rate_limit":50,\
                "version":7,"created_at":"2024-06-15T14:00:00Z","updated_at":"2024-06-20T08:30:00.125Z"}""");
    }

    @Test
    void anOlderReaderPassesOverWhatANewerWriterAdded() throws Exception {
        String newer = Json.writeText(PLAIN).replace("{\"name\"", "{\"colour\":{\"a\":[1]},\"name\"");

        assertThat(Json.read(newer.getBytes(UTF_8), Subscription.class)).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "url",
                "event_types",
                "status",
                "secrets",
                "headers",
                "version",
                "created_at",
                "updated_at"
            })
    void aRecordWithoutARequiredMemberIsMalformed(String member) {
        String json = Json.writeText(PLAIN).replace("\"" + member + "\":", "\"other\":");

        assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), Subscription.class))
                .isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ciphertext", "created_at"})
    void aSecretWithoutARequiredMemberIsMalformed(String member) {
        String secret = Json.writeText(new EncryptedSecret("AQID", CREATED, null));
        String broken = secret.replace("\"" + member + "\":", "\"other\":");

        assertThatThrownBy(() -> Json.read(broken.getBytes(UTF_8), EncryptedSecret.class))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void onlyAnEnabledEndpointReceivesAndOnlyWhatItAskedFor() {
        assertThat(PLAIN.receives(EventType.SIGNAL_CREATED)).isTrue();
        assertThat(PLAIN.receives(EventType.SIGNAL_SCORED)).isFalse();
        assertThat(FULL.receives(EventType.SIGNAL_CREATED)).isFalse();
    }

    @Test
    void theNextVersionDiffersInNothingElse() {
        Subscription next = FULL.next(ROLLED.plusSeconds(1));

        assertThat(next)
                .usingRecursiveComparison()
                .ignoringFields("version", "updatedAt")
                .isEqualTo(FULL);
        assertThat(next.version()).isEqualTo(8);
        assertThat(next.updatedAt()).isEqualTo(ROLLED.plusSeconds(1));
    }

    @Test
    void newCiphertextsAreTheNextVersionAndNothingElse() {
        List<EncryptedSecret> secrets = List.of(new EncryptedSecret("CQ==", ROLLED, null));
        List<EncryptedHeader> headers = List.of(new EncryptedHeader("X-Tenant", "Cg=="));

        Subscription reencrypted = FULL.withEncrypted(secrets, headers, ROLLED);

        assertThat(reencrypted)
                .usingRecursiveComparison()
                .ignoringFields("secrets", "headers", "version")
                .isEqualTo(FULL);
        assertThat(reencrypted.secrets()).isEqualTo(secrets);
        assertThat(reencrypted.headers()).isEqualTo(headers);
        assertThat(reencrypted.version()).isEqualTo(8);
    }
}
