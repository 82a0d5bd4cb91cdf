package com.stairoids.webhooks.testing.replays;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of dead deliveries that somebody asked for again: how often each is among the deliveries.
 *
 * @param asOften those that are there as often as they were asked for in runs of their own
 * @param more those that are there more often
 * @param fewer those that are there less often
 * @param changed replays whose body is not that of the dead delivery, or that are not keyed by its endpoint
 */
public record ReplayTally(long asOften, long more, long fewer, long changed) {

    /** Reads the deliveries to their end. */
    public static ReplayTally of(String bootstrapServers, DeadDeliveries dead, int runs) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < dead.count(); number++) {
            numbers.put(dead.id(number), number);
        }
        List<Seen> seen = TopicReader.readAll(bootstrapServers, Topic.DELIVERIES, record -> {
            String of = HeaderText.read(record.headers(), HeaderNames.REPLAY_OF).orElse("");
            Integer number = numbers.get(of);
            boolean same = number != null
                    && Arrays.equals(record.value(), dead.body(number))
                    && dead.endpointId().equals(record.key());
            return new Seen(of, same);
        });
        Map<String, Integer> times = new HashMap<>();
        long changed = 0;
        for (Seen each : seen) {
            if (numbers.containsKey(each.replayOf)) {
                times.merge(each.replayOf, 1, Integer::sum);
                changed += each.same ? 0 : 1;
            }
        }
        long asOften = times.values().stream().filter(count -> count == runs).count();
        long more = times.values().stream().filter(count -> count > runs).count();
        return new ReplayTally(asOften, more, dead.count() - asOften - more, changed);
    }

    private record Seen(String replayOf, boolean same) {}
}
