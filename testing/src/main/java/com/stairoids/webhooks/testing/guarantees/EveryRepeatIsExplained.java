package com.stairoids.webhooks.testing.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An attempt is POSTed again only where its answer was not yet committed when its sender died or lost the partition. Each
 * POST that another one of the same delivery and attempt follows is paired with the end of the ownership under which it
 * was sent:
 *
 * <ol>
 *   <li>It came from a sender that had its partition then, and the next one from another owner, or from the same sender
 *       after it had been given the partition anew: a living sender that keeps its partition never sends again, whatever
 *       happens to its commits.
 *   <li>That ownership ended by a kill, by a loss, or by letting go unsettled, as the sender itself logged it. A fault of a
 *       broker is no such end. Letting go in peace is none either: then everything was committed.
 *   <li>The log's committed entry is not of this POST. It began after this POST had arrived: what is committed under an
 *       offset is not read again, so a repeat of a committed attempt would be a bug of the hand-over.
 *   <li>Where a kill ended it, the answer had been given {@code commitBound} before at most, since a living sender commits
 *       at once and starts nothing new while it cannot; unless a broker was in trouble meanwhile, which may delay a commit
 *       but explains nothing else.
 * </ol>
 *
 * @param partitions of {@code deliveries}, by endpoint id
 * @param troubles of brokers
 * @param commitBound longest time from an answer to its commit where no broker is in trouble
 */
public record EveryRepeatIsExplained(
        List<PostArrival> posts,
        List<LogEntry> log,
        List<Ownership> ownerships,
        Map<String, Integer> partitions,
        List<Trouble> troubles,
        Duration commitBound)
        implements Guarantee {
    /** What was handed to the network before a partition went may arrive so long after. */
    private static final Duration AFTERGLOW = Duration.ofSeconds(2);

    @Override
    public List<String> violations() {
        return repeats().stream().flatMap(repeat -> repeat.violation().stream()).toList();
    }

    /** Every POST that another one of the same attempt followed, in the order of arrival. */
    public List<Repeat> repeats() {
        Map<String, LogEntry> committed = committed();
        Map<Integer, List<Ownership>> byPartition =
                ownerships.stream().collect(Collectors.groupingBy(Ownership::partition));
        List<Repeat> repeats = new ArrayList<>();
        for (List<PostArrival> same : repeated()) {
            same.sort(Comparator.comparing(PostArrival::arrivedAt));
            List<Ownership> owners = byPartition.getOrDefault(
                    partitions.getOrDefault(same.getFirst().endpointId(), -1), List.of());
            for (int i = 0; i + 1 < same.size(); i++) {
                PostArrival post = same.get(i);
                repeats.add(judge(post, same.get(i + 1), owners, committed.get(key(post))));
            }
        }
        repeats.sort(Comparator.comparing(repeat -> repeat.post().arrivedAt()));
        return repeats;
    }

    private Repeat judge(PostArrival post, PostArrival next, List<Ownership> owners, @Nullable LogEntry committed) {
        Optional<Ownership> under = ownership(post, owners);
        Optional<String> violation = under.isEmpty()
                ? Optional.of(post.describe() + " was sent by " + post.sender().orElse("nobody known")
                        + ", which did not have its partition")
                : violation(post, next, under.get(), ownership(next, owners), committed);
        return new Repeat(post, next, under, violation);
    }

    private Optional<String> violation(
            PostArrival post,
            PostArrival next,
            Ownership under,
            Optional<Ownership> after,
            @Nullable LogEntry committed) {
        String which = post.describe() + " was posted again after "
                + Duration.between(post.arrivedAt(), next.arrivedAt()).toMillis() + " ms, and ";
        if (after.equals(Optional.of(under))) {
            return Optional.of(which + "by the same sender, " + under.sender() + ", which had kept its partition");
        }
        if (!under.end().excusesRepeat()) {
            return Optional.of(which + under.end().words() + " (" + under.sender() + ")");
        }
        Instant startedAt = committed == null ? null : committed.startedAt();
        if (startedAt != null && !startedAt.isAfter(post.arrivedAt())) {
            return Optional.of(which + "its first answer is the one that was committed");
        }
        Duration uncommitted = Duration.between(post.answeredAt(), under.until());
        if (under.end() == Ownership.End.KILLED
                && uncommitted.compareTo(commitBound) > 0
                && troubles.stream().noneMatch(trouble -> trouble.touches(post.answeredAt(), under.until()))) {
            return Optional.of(which + "its answer was not committed in the " + uncommitted.toMillis()
                    + " ms until its sender was killed, though no broker was in trouble");
        }
        return Optional.empty();
    }

    /** The last that had begun when the POST arrived, of its sender where that is known. */
    private static Optional<Ownership> ownership(PostArrival post, List<Ownership> owners) {
        return owners.stream()
                .filter(owner -> post.sender().isEmpty() || post.sender().get().equals(owner.sender()))
                .filter(owner -> !owner.from().isAfter(post.arrivedAt()))
                .max(Comparator.comparing(Ownership::from))
                .filter(owner -> owner.until().equals(Instant.MAX)
                        || !owner.until().plus(AFTERGLOW).isBefore(post.arrivedAt()));
    }

    private List<List<PostArrival>> repeated() {
        Map<String, List<PostArrival>> byAttempt = new HashMap<>();
        posts.forEach(post ->
                byAttempt.computeIfAbsent(key(post), _ -> new ArrayList<>(1)).add(post));
        return byAttempt.values().stream().filter(same -> same.size() > 1).toList();
    }

    private Map<String, LogEntry> committed() {
        Map<String, LogEntry> committed = new HashMap<>();
        log.stream()
                .filter(entry -> entry.kind().isAttempt())
                .forEach(entry -> committed.put(entry.deliveryId() + "#" + entry.attempt(), entry));
        return committed;
    }

    private static String key(PostArrival post) {
        return post.deliveryId() + "#" + post.attempt();
    }

    /**
     * A POST that was made again.
     *
     * @param under the ownership under which it was made; empty where there was none
     * @param violation empty where the repeat is explained
     */
    public record Repeat(PostArrival post, PostArrival next, Optional<Ownership> under, Optional<String> violation) {}
}
