package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.endpoints.Endpoint;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whoever uses a console's API with a token, in one workspace. */
final class ConsoleVisitor implements AutoCloseable {
    private static final int PAGE = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String workspace;
    private final String token;

    ConsoleVisitor(int port, String workspaceId, String token) {
        this.workspace = "http://127.0.0.1:" + port + "/api/v1/workspaces/" + workspaceId;
        this.token = token;
    }

    /** Each row of the endpoint's list, newest first, page by page. */
    List<Row> rows(Endpoint endpoint) {
        List<Row> rows = new ArrayList<>();
        String list = "/deliveries?limit=" + PAGE + "&endpoint_id=" + endpoint.id();
        String cursor = "";
        do {
            JsonNode page = json(ok(send(request(list + cursor).GET())));
            page.path("data")
                    .forEach(row -> rows.add(new Row(
                            row.path("id").asString(),
                            new Standing(
                                    row.path("status").asString(),
                                    row.path("attempts").asInt()))));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return rows;
    }

    HttpResponse<String> get(Endpoint endpoint) {
        return ok(send(request("/endpoints/" + endpoint.id()).GET()));
    }

    /** Whatever the answer is. */
    HttpResponse<String> describe(Endpoint endpoint, String description, String etag) {
        return send(request("/endpoints/" + endpoint.id())
                .header("If-Match", etag)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"description\":\"" + description + "\"}")));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.readTree(answer.body());
        } catch (MalformedJsonException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(workspace + target)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> ok(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A delivery, as the list has it. */
    record Row(String id, Standing standing) {}
}
