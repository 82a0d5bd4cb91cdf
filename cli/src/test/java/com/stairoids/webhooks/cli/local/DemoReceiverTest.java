package com.stairoids.webhooks.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.local.DemoReceiver.Received;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoReceiverTest {
    private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String BODY = "{\"event\":\"signal.created\",\"id\":\"evt_1\"}";

    /** By {@code printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET"}. */
    private static final String SIGNATURE = "90efd9c2a9c95c297079ad28847155179e79832b554732c411b178045ef42191";

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final DemoReceiver receiver = DemoReceiver.bind(0);

    @BeforeEach
    void start() {
        receiver.start(SECRET, received::add);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aRightSignatureIsVerified() throws IOException, InterruptedException {
        int status = post(BODY, SIGNATURE);

        assertThat(status).isEqualTo(200);
        assertThat(received).containsExactly(new Received("signal.created", "evt_1", "2", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "no hex", "sha256=" + SIGNATURE})
    void aWrongSignatureIsRefused(String signature) throws IOException, InterruptedException {
        int status = post(BODY, signature);

        assertThat(status).isEqualTo(401);
        assertThat(received).containsExactly(new Received("signal.created", "evt_1", "2", false));
    }

    @Test
    void aBodyWithOneByteMoreIsRefused() throws IOException, InterruptedException {
        assertThat(post(BODY + " ", SIGNATURE)).isEqualTo(401);
    }

    @Test
    void whatIsNoEventIsShownAsSuch() throws IOException, InterruptedException {
        post("\u0007{", SIGNATURE);

        assertThat(received)
                .singleElement()
                .satisfies(one -> assertThat(one.eventType()).startsWith("(not a readable JSON"));
    }

    @Test
    void aTakenPortIsNamedWithItsOption() {
        int port = receiver.url().getPort();

        assertThatThrownBy(() -> DemoReceiver.bind(port))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("port " + port + " is taken")
                .hasMessageContaining("--port");
    }

    @Test
    void theCommandByItselfSaysWhereItsSecretComesFrom() {
        CommandRun run = CommandRun.of("demo-receiver", "--port", "0");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("STAIROIDS_WEBHOOK_SECRET", "webhooks endpoints add");
    }

    @Test
    void aNameIsNoAddressToListenAt() {
        CommandRun run = CommandRun.of(
                Map.of("STAIROIDS_WEBHOOK_SECRET", SECRET), "", "demo-receiver", "--port", "0", "--host", "localhost");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--host must be an address");
    }

    private int post(String body, String signature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(receiver.url())
                .header("X-Stairoids-Signature", signature)
                .header("X-Stairoids-Attempt", "2")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode();
        }
    }
}
