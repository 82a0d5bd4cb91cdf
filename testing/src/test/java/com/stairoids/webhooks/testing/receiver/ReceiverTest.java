package com.stairoids.webhooks.testing.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final String REQUEST = "POST /hook HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nhi";

    private final Receiver receiver = Receiver.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        client.close();
        receiver.close();
    }

    @Test
    void remembersWhatCame() throws Exception {
        byte[] body = {1, 0, (byte) 0xff, '\r', '\n'};

        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(receiver.url("/hook?a=b"))
                        .header("X-Stairoids-Delivery", "d1")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(receiver.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/hook?a=b");
            assertThat(request.header("x-stairoids-delivery")).contains("d1");
            assertThat(request.body()).isEqualTo(body);
        });
        assertThat(receiver.requests("/hook")).hasSize(1);
    }

    @Test
    void takesChunkedBodies() throws Exception {
        String chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";

        String answer = exchange(chunked, 12);

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(receiver.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.bodyText()).isEqualTo("abcde"));
    }

    @Test
    void keepsAConnectionForManyRequests() throws Exception {
        for (int i = 0; i < 5; i++) {
            post("/hook");
        }

        assertThat(receiver.requestCount()).isEqualTo(5);
        assertThat(receiver.connectionCount()).isEqualTo(1);
        assertThat(receiver.openConnections()).isEqualTo(1);
    }

    @Test
    void answersInSequenceAndRepeatsTheLast() throws Exception {
        receiver.answers("/hook", Behaviour.sequence(Behaviour.status(500), Behaviour.status(204)));

        List<Integer> statuses = List.of(post("/hook"), post("/hook"), post("/hook"));

        assertThat(statuses).containsExactly(500, 204, 204);
        assertThat(post("/other")).isEqualTo(200);
    }

    @Test
    void answersByWhatItReceived() throws Exception {
        receiver.answers(
                "/hook",
                new Behaviour.Depending(
                        request -> Behaviour.status(request.bodyText().isEmpty() ? 400 : 200)));

        assertThat(post("/hook")).isEqualTo(200);
    }

    @Test
    void remembersWhatItAnswered() throws Exception {
        receiver.answers(
                "/hook",
                Behaviour.sequence(
                        new Behaviour.Depending(_ -> new Behaviour.Delayed(Duration.ZERO, Behaviour.status(503))),
                        new Behaviour.HugeBody(1),
                        new Behaviour.DripBody(Duration.ofSeconds(1))));
        post("/hook");
        post("/hook");
        exchange(REQUEST, 10);

        List<ReceivedRequest> requests = receiver.requests();

        assertThat(requests)
                .extracting(ReceivedRequest::status)
                .containsExactly(OptionalInt.of(503), OptionalInt.of(200), OptionalInt.empty());
    }

    @Test
    void sendsHeadersAndBodyOfAnAnswer() throws Exception {
        receiver.answers(
                "/hook",
                new Behaviour.Answer(
                        429,
                        List.of(new HeaderLine("Retry-After", "7")),
                        "slow down".getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> response = client.send(request("/hook"), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(response.body()).isEqualTo("slow down");
    }

    @Test
    void hangsUntilTheClientLeaves() throws Exception {
        receiver.answers("/hook", new Behaviour.Hang());
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(receiver.openConnections()).isZero());
    }

    @Test
    void dripsHeadersOneByteAtATime() throws Exception {
        receiver.answers("/hook", new Behaviour.DripHeaders(Duration.ofMillis(20)));
        long started = System.nanoTime();

        String dripped = exchange(REQUEST, 20);

        assertThat(dripped).isEqualTo("HTTP/1.1 200 OK\r\nX-E");
        assertThat(System.nanoTime() - started)
                .isGreaterThan(Duration.ofMillis(20 * 20).toNanos());
    }

    @Test
    void dripsABodyAfterWholeHeaders() throws Exception {
        receiver.answers("/hook", new Behaviour.DripBody(Duration.ofMillis(20)));

        HttpResponse<InputStream> response = client.send(request("/hook"), BodyHandlers.ofInputStream());

        try (InputStream body = response.body()) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(body.readNBytes(3)).asString().isEqualTo("aaa");
        }
    }

    @Test
    void cutsBeforeItAnswers() throws Exception {
        receiver.answers("/hook", new Behaviour.CutBeforeAnswer());

        assertThat(exchange(REQUEST, 100)).isEmpty();
    }

    @Test
    void cutsInTheBody() throws Exception {
        receiver.answers("/hook", new Behaviour.CutInBody());

        assertThat(exchange(REQUEST, 1000)).contains("Content-Length: 100").endsWith("only this");
    }

    @Test
    void sendsAHugeBodyOfExactlyItsLength() throws Exception {
        long bytes = 10_000_001;
        receiver.answers("/hook", new Behaviour.HugeBody(bytes));

        HttpResponse<byte[]> response = client.send(request("/hook"), BodyHandlers.ofByteArray());

        assertThat(response.body()).hasSize((int) bytes);
    }

    @Test
    void sendsGarbage() throws Exception {
        receiver.answers("/hook", new Behaviour.Garbage());

        assertThat(exchange(REQUEST, 100)).contains("not HTTP").doesNotStartWith("HTTP/");
    }

    @Test
    void delaysWhatItDoes() throws Exception {
        receiver.answers("/hook", new Behaviour.Delayed(Duration.ofMillis(200), Behaviour.status(201)));
        long started = System.nanoTime();

        int status = post("/hook");

        assertThat(status).isEqualTo(201);
        assertThat(System.nanoTime() - started)
                .isGreaterThan(Duration.ofMillis(200).toNanos());
    }

    @Test
    void closesEveryConnection() throws Exception {
        receiver.answers("/hook", new Behaviour.Hang());
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(receiver.requestCount()).isEqualTo(1));

            receiver.close();

            socket.setSoTimeout(5_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    private int post(String path) throws Exception {
        return client.send(request(path), BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(receiver.url(path))
                .POST(BodyPublishers.ofString("{}"))
                .build();
    }

    private Socket connect() throws IOException {
        URI url = receiver.url("/");
        return new Socket(url.getHost(), url.getPort());
    }

    /** What comes back for these bytes, at most {@code length} of it. */
    private String exchange(String bytes, int length) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
        }
    }
}
