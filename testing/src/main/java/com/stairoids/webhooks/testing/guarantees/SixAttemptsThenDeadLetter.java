package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Each delivery was attempted six times, in order, and is then one dead letter with the same body. Of endpoints that never
 * accept anything.
 *
 * @param deadLetters all that the topic holds
 */
public record SixAttemptsThenDeadLetter(List<PostedAttempt> attempts, List<ConsumerRecord<String, byte[]>> deadLetters)
        implements Guarantee {
    private static final List<Integer> ALL_SIX =
            IntStream.rangeClosed(1, RetryTier.MAX_ATTEMPTS).boxed().toList();

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        Map<String, List<PostedAttempt>> posted = PostedAttempt.byDelivery(attempts);
        Map<String, List<ConsumerRecord<String, byte[]>>> dead = deadLetters.stream()
                .collect(Collectors.groupingBy(
                        letter -> header(letter, HeaderNames.DELIVERY_ID), TreeMap::new, Collectors.toList()));
        posted.forEach((delivery, ofDelivery) ->
                check(delivery, ofDelivery, dead.getOrDefault(delivery, List.of()), violations));
        dead.keySet().stream()
                .filter(delivery -> !posted.containsKey(delivery))
                .forEach(delivery -> violations.add("delivery " + delivery + " is a dead letter but was never posted"));
        return violations;
    }

    private static void check(
            String delivery,
            List<PostedAttempt> posted,
            List<ConsumerRecord<String, byte[]>> dead,
            List<String> violations) {
        List<Integer> numbers = posted.stream().map(PostedAttempt::attempt).toList();
        if (!numbers.equals(ALL_SIX)) {
            violations.add("delivery " + delivery + " was attempted as " + numbers + ", not as " + ALL_SIX);
        }
        if (dead.size() != 1) {
            violations.add("delivery " + delivery + " is " + dead.size() + " dead letters, not one");
            return;
        }
        ConsumerRecord<String, byte[]> letter = dead.getFirst();
        if (!header(letter, HeaderNames.ATTEMPT).equals(Integer.toString(RetryTier.MAX_ATTEMPTS))) {
            violations.add("the dead letter of delivery " + delivery + " counts " + header(letter, HeaderNames.ATTEMPT)
                    + " attempts");
        }
        if (!Arrays.equals(letter.value(), posted.getFirst().body())) {
            violations.add("the dead letter of delivery " + delivery + " holds another body than was posted");
        }
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return HeaderText.read(letter.headers(), name).orElse("no " + name);
    }
}
