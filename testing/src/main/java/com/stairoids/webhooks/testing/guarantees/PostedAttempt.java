package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A POST as its endpoint saw it.
 *
 * @param path of the endpoint; a test gives each endpoint one of its own
 * @param attempt 1 for the first
 * @param accepted whether the endpoint answered 2xx
 */
public record PostedAttempt(
        String path,
        String deliveryId,
        int attempt,
        String eventId,
        byte[] body,
        Instant arrivedAt,
        boolean accepted,
        ReceivedRequest request) {

    /** @throws AssertionError where a request is not what a sender makes */
    public static List<PostedAttempt> of(List<ReceivedRequest> requests) {
        return requests.stream().map(PostedAttempt::of).toList();
    }

    private static PostedAttempt of(ReceivedRequest request) {
        int status = request.status().orElse(0);
        return new PostedAttempt(
                request.path(),
                required(request, "X-Stairoids-Delivery"),
                Integer.parseInt(required(request, "X-Stairoids-Attempt")),
                required(request, "webhook-id"),
                request.body(),
                request.arrivedAt(),
                status >= 200 && status < 300,
                request);
    }

    /** Each delivery's attempts, in the order of their arrival. */
    static Map<String, List<PostedAttempt>> byDelivery(List<PostedAttempt> attempts) {
        return grouped(attempts, PostedAttempt::deliveryId);
    }

    static Map<String, List<PostedAttempt>> byPath(List<PostedAttempt> attempts) {
        return grouped(attempts, PostedAttempt::path);
    }

    private static Map<String, List<PostedAttempt>> grouped(
            List<PostedAttempt> attempts, Function<PostedAttempt, String> key) {
        return attempts.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    private static String required(ReceivedRequest request, String header) {
        return request.header(header)
                .orElseThrow(() -> new AssertionError("a request to " + request.path() + " came without " + header));
    }
}
