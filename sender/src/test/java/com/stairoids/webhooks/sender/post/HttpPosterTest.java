package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpPosterTest {
    private static final Duration CONNECT = Duration.ofMillis(700);
    private static final Duration EXCHANGE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 100;
    private static final byte[] BODY = "{\"a\": 1.10}".getBytes(StandardCharsets.UTF_8);

    private static final DnsLookup SYSTEM_NAMES = new DnsLookup(List.of(), CONNECT);

    private final Receiver receiver = Receiver.start();
    private final HttpPoster poster = poster(loopbackAllowed(), SYSTEM_NAMES);

    /** The first request of a process loads a thousand classes, which is not what the bounds here are for. */
    @BeforeAll
    static void warmUp() {
        try (Receiver anyone = Receiver.start();
                HttpPoster patient = poster(loopbackAllowed(), SYSTEM_NAMES, Duration.ofSeconds(30), CONNECTIONS)) {
            postTo(anyone.url("/").toString(), patient);
        }
    }

    @AfterEach
    void close() {
        poster.close();
        receiver.close();
    }

    @Test
    void theBodyArrivesByteForByteAsJsonWithoutACharset() {
        PostResult result = post("/hook");

        assertThat(status(result)).isEqualTo(200);
        ReceivedRequest request = receiver.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body()).isEqualTo(BODY);
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.header("X-Own")).contains("yes");
        assertThat(request.header("Accept-Encoding")).isEmpty();
        assertThat(request.header("Upgrade")).isEmpty();
    }

    @Test
    void theAnswersHeadersAndBodyAreKept() {
        receiver.answers(
                "/hook",
                new Behaviour.Answer(
                        422, List.of(new HeaderLine("X-Why", "because")), "no".getBytes(StandardCharsets.UTF_8)));

        Response response = ((PostResult.Answered) post("/hook")).response();

        assertThat(response.status()).isEqualTo(422);
        assertThat(response.headers()).contains(new HttpHeader("X-Why", "because"));
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("no");
        assertThat(response.bodyTruncated()).isFalse();
    }

    @Test
    void anAnswerOfHostileHeadersFitsTheLogHoweverTheyAreEscaped() {
        List<HeaderLine> hostile = Collections.nCopies(90, new HeaderLine("X-Long", "\u0001".repeat(8000)));
        receiver.answers("/hook", new Behaviour.Answer(200, hostile, new byte[Response.BODY_BYTES]));

        Response response = ((PostResult.Answered) post("/hook")).response();

        assertThat(response.headers()).contains(new HttpHeader("X-Long", "\u0001".repeat(8000)));
        assertThat(Json.write(response).length).isLessThan(Topic.ATTEMPTS.maxMessageBytes() / 2);
    }

    @Test
    void connectionsAreUsedAgain() {
        for (int request = 0; request < 20; request++) {
            post("/hook");
        }

        // The client may still be putting a connection back when the next request is already there.
        assertThat(receiver.requestCount()).isEqualTo(20);
        assertThat(receiver.connectionCount()).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndIsNotFollowed(int status) {
        receiver.answers(
                "/hook", Behaviour.redirect(status, receiver.url("/elsewhere").toString()));

        PostResult result = post("/hook");

        assertThat(status(result)).isEqualTo(status);
        assertThat(receiver.requests("/elsewhere")).isEmpty();
    }

    @Test
    void aReceiverThatSaysNothingIsGivenUpInTime() {
        receiver.answers("/hook", new Behaviour.Hang());

        PostResult.Unanswered result = (PostResult.Unanswered) post("/hook");

        assertThat(result.reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(Duration.ofMillis(result.timings().totalMs())).isGreaterThanOrEqualTo(EXCHANGE);
    }

    @Test
    void oneByteAtATimeInTheHeadersIsCutOff() {
        receiver.answers("/hook", new Behaviour.DripHeaders(Duration.ofMillis(100)));

        PostResult.Unanswered result = (PostResult.Unanswered) post("/hook");

        assertThat(result.reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(Duration.ofMillis(result.timings().totalMs())).isGreaterThanOrEqualTo(EXCHANGE);
    }

    @Test
    void oneByteAtATimeInTheBodyIsCutOffAndWhatCameIsKept() {
        receiver.answers("/hook", new Behaviour.DripBody(Duration.ofMillis(100)));

        PostResult.Unanswered result = (PostResult.Unanswered) post("/hook");

        assertThat(result.reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(Duration.ofMillis(result.timings().totalMs())).isGreaterThanOrEqualTo(EXCHANGE);
        assertThat(result.partial()).isNotNull();
    }

    @Test
    void aConnectionThatWasGivenUpIsClosed() {
        receiver.answers("/hook", new Behaviour.Hang());

        post("/hook");

        await().atMost(CLOSING)
                .untilAsserted(() -> assertThat(receiver.openConnections()).isZero());
    }

    /** Of one connection, since the client may still be putting it back when the next request comes, and would open another. */
    @Test
    void aConnectionThatWasOpenIsClosedWhenItIsGivenUp() {
        receiver.answers("/hook", new Behaviour.Hang());
        try (HttpPoster single = poster(loopbackAllowed(), SYSTEM_NAMES, CONNECT, 1)) {
            postTo(receiver.url("/open").toString(), single);
            assertThat(receiver.openConnections()).isOne();

            PostResult result = postTo(receiver.url("/hook").toString(), single);

            assertThat(reason(result)).isEqualTo(FailureReason.TIMEOUT);
            assertThat(receiver.connectionCount()).isOne();
            await().atMost(CLOSING)
                    .untilAsserted(() -> assertThat(receiver.openConnections()).isZero());
        }
    }

    @Test
    void aLongAnswerIsASuccessAndTheConnectionIsClosed() {
        receiver.answers("/hook", new Behaviour.HugeBody(50_000_000));

        Response response = ((PostResult.Answered) post("/hook")).response();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).hasSize(Response.BODY_BYTES);
        assertThat(response.bodyTruncated()).isTrue();
        await().atMost(CLOSING)
                .untilAsserted(() -> assertThat(receiver.openConnections()).isZero());
    }

    @Test
    void aConnectionCutBeforeOrInTheAnswerIsAFailureWithItsReason() {
        receiver.answers("/before", new Behaviour.CutBeforeAnswer());
        receiver.answers("/within", new Behaviour.CutInBody());

        assertThat(reason(post("/before"))).isEqualTo(FailureReason.CONNECTION_CLOSED);
        assertThat(reason(post("/within"))).isEqualTo(FailureReason.CONNECTION_CLOSED);
    }

    @Test
    void whatIsNotHttpIsAProtocolError() {
        receiver.answers("/hook", new Behaviour.Garbage());

        assertThat(reason(post("/hook"))).isEqualTo(FailureReason.PROTOCOL_ERROR);
    }

    @Test
    void aRefusedConnectionIsAFailureWithItsReason() throws IOException {
        String closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            closed = "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        assertThat(reason(postTo(closed, poster))).isEqualTo(FailureReason.CONNECT_FAILED);
    }

    @Test
    void aNameThatDoesNotResolveIsAFailureWithItsReason() {
        HttpPoster lost =
                poster(loopbackAllowed(), _ -> CompletableFuture.completedFuture(new Resolution.NoSuchName()));

        assertThat(reason(postTo("http://hooks.example/", lost))).isEqualTo(FailureReason.DNS_FAILED);
    }

    @Test
    void aNameServerThatNeverAnswersCostsNoMoreThanTheConnectTimeout() {
        HttpPoster stalled = poster(loopbackAllowed(), _ -> new CompletableFuture<>());

        PostResult result = postTo("http://hooks.example/", stalled);

        assertThat(reason(result)).isEqualTo(FailureReason.DNS_FAILED);
        assertThat(Duration.ofMillis(result.timings().totalMs())).isLessThan(EXCHANGE);
    }

    @Test
    void theGuardDecidesByTheAddressThatTheNameResolvesTo() {
        HttpPoster strict = poster(
                new TargetGuard(List.of(), true),
                _ -> CompletableFuture.completedFuture(
                        new Resolution.Resolved(List.of(InetAddress.ofLiteral("127.0.0.1")), Duration.ofSeconds(10))));

        PostResult result = postTo(receiver.url("hooks.example", "/hook").toString(), strict);

        assertThat(reason(result)).isEqualTo(FailureReason.TARGET_REFUSED);
        assertThat(receiver.connectionCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://localhost/",
                "https://10.0.0.1/"
            })
    void byDefaultNothingButThePublicInternetIsConnectedTo(String url) {
        HttpPoster strict = poster(TargetGuard.strict(), SYSTEM_NAMES);

        assertThat(reason(postTo(url, strict))).isEqualTo(FailureReason.TARGET_REFUSED);
    }

    private PostResult post(String path) {
        return postTo(receiver.url(path).toString(), poster);
    }

    private static PostResult postTo(String url, HttpPoster with) {
        SignedRequest request = new SignedRequest(url, List.of(new HttpHeader("X-Own", "yes")), List.of(), BODY);
        return with.post(request).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static int status(PostResult result) {
        return ((PostResult.Answered) result).response().status();
    }

    private static FailureReason reason(PostResult result) {
        return ((PostResult.Unanswered) result).reason();
    }

    private static TargetGuard loopbackAllowed() {
        return new TargetGuard(List.of("127.0.0.0/8", "::1/128"), true);
    }

    private static HttpPoster poster(TargetGuard guard, NameLookup names) {
        return poster(guard, names, CONNECT, CONNECTIONS);
    }

    private static HttpPoster poster(TargetGuard guard, NameLookup names, Duration connect, int connections) {
        return new HttpPoster(
                HttpClients.start(
                        new GuardedResolver(guard, names, connect),
                        Trust.context(Optional.empty()),
                        connections,
                        connect,
                        EXCHANGE),
                guard,
                connect,
                EXCHANGE,
                InstantSource.system());
    }
}
