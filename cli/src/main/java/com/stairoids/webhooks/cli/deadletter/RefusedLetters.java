package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.deadletters.DeadLetter;
import com.stairoids.webhooks.deadletters.replay.Refusal;
import com.stairoids.webhooks.deadletters.replay.ReplayListener;
import com.stairoids.webhooks.schemas.json.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says which dead letters are not replayed: for programs each on a line, for people a line for each endpoint and reason. */
final class RefusedLetters implements ReplayListener {
    private final Terminal terminal;
    private final boolean asLines;
    private final Map<String, Long> counts = new TreeMap<>();

    RefusedLetters(Terminal terminal, boolean asLines) {
        this.terminal = terminal;
        this.asLines = asLines;
    }

    @Override
    public void refused(DeadLetter letter, Refusal why) {
        String endpoint = letter.endpointId() == null ? "-" : letter.endpointId();
        if (asLines) {
            String id = letter instanceof DeadLetter.Delivery delivery
                    ? delivery.headers().deliveryId()
                    : null;
            terminal.out()
                    .println(Json.writeText(new Line(
                            "refused",
                            id,
                            letter.endpointId(),
                            letter.coordinates().partition(),
                            letter.coordinates().offset(),
                            why.code())));
        } else {
            counts.merge(endpoint + ": " + why.sentence(), 1L, Long::sum);
        }
    }

    /** What there is to say at the end. */
    void print() {
        counts.forEach((what, count) -> terminal.err().println("refused: " + count + " of " + what + "."));
    }

    /** One line of JSON. */
    record Line(
            String kind,
            @Nullable String deliveryId,
            @Nullable String endpointId,
            int partition,
            long offset,
            String reason) {}
}
