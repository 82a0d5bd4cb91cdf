package com.stairoids.webhooks.browser.line;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A customer's server at one path, which can be broken and mended. */
public final class Customer {
    private static final Duration ARRIVAL = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMinutes(2);
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(700);

    /** Longer than an event takes on its way on a busy machine. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final List<HeaderLine> JSON = List.of(new HeaderLine("Content-Type", "application/json"));

    private final Receiver receiver;
    private final String path;
    private final AtomicInteger events = new AtomicInteger();

    public Customer(Receiver receiver, String path) {
        this.receiver = receiver;
        this.path = path;
        works();
    }

    public String url() {
        return receiver.url(path).toString();
    }

    public void works() {
        answers(200, "{\"accepted\":true}");
    }

    public void isBroken() {
        answers(500, "{\"error\":\"database is gone\"}");
    }

    /** @param body JSON */
    public void answers(int status, String body) {
        receiver.answers(path, new Behaviour.Answer(status, JSON, body.getBytes(StandardCharsets.UTF_8)));
    }

    public List<ReceivedRequest> requests() {
        return receiver.requests(path);
    }

    /** All whose body has that text. */
    public List<ReceivedRequest> requests(String text) {
        return requests().stream()
                .filter(request -> request.bodyText().contains(text))
                .toList();
    }

    /** Waits for a request whose body has that text; the last one that came. */
    public ReceivedRequest awaitRequest(String text) {
        return await().atMost(ARRIVAL)
                .until(() -> requests(text), found -> !found.isEmpty())
                .getLast();
    }

    /** Waits until so many have come whose body has that text: for a retry, longer than its delay. */
    public void awaitRequests(String text, int count) {
        await().atMost(RETRY).until(() -> requests(text).size() >= count);
    }

    /**
     * Has events produced until one arrives here: what was changed at an endpoint before is effective then.
     *
     * @param prefix of the events' ids, not used here before
     */
    public void awaitEvent(Line line, String workspaceId, String prefix) {
        await().atMost(ARRIVAL).pollInterval(BETWEEN_EVENTS).until(() -> {
            boolean arrived = !requests(prefix).isEmpty();
            if (!arrived) {
                produce(line, workspaceId, prefix);
            }
            return arrived;
        });
    }

    /**
     * Has events produced until one does not arrive.
     *
     * @param prefix of the events' ids, not used here before
     * @return the id of the one that did not
     */
    public String awaitSilence(Line line, String workspaceId, String prefix) {
        AtomicReference<String> last = new AtomicReference<>(produce(line, workspaceId, prefix));
        await().atMost(ARRIVAL).pollDelay(SILENCE).pollInterval(SILENCE).until(() -> {
            boolean silent = requests(last.get()).isEmpty();
            if (!silent) {
                last.set(produce(line, workspaceId, prefix));
            }
            return silent;
        });
        return last.get();
    }

    private String produce(Line line, String workspaceId, String prefix) {
        String eventId = prefix + events.incrementAndGet() + "_";
        line.signalCreated(workspaceId, eventId, "{\"signal\":{\"id\":\"sig_1\"}}");
        return eventId;
    }
}
