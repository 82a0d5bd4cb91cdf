package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.testing.guarantees.Ownership;
import com.stairoids.webhooks.testing.guarantees.Ownership.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a sender's log says of its partitions. */
final class SenderLog {
    private static final Pattern LINE =
            Pattern.compile("^(\\S+Z) +\\w+ +\\w+: partitions (assigned|lost|let go\\b[^\"]*?)"
                    + " partitions=\"\\[([^\\]]*)\\]\"(?: requests=\"(\\d+)\" results=\"(\\d+)\")?");
    private static final Pattern PARTITION = Pattern.compile("-(\\d+)$");

    private final String sender;
    private final Map<Integer, Instant> held = new TreeMap<>();
    private final List<Ownership> ownerships = new ArrayList<>();

    private SenderLog(String sender) {
        this.sender = sender;
    }

    /** @param killedAt empty where the sender ended by itself, or not at all */
    static List<Ownership> ownerships(String sender, List<String> lines, Optional<Instant> killedAt) {
        SenderLog log = new SenderLog(sender);
        lines.forEach(log::read);
        Instant end = killedAt.orElse(Instant.MAX);
        End how = killedAt.isPresent() ? End.KILLED : End.HELD;
        log.held.forEach((partition, from) -> log.ownerships.add(new Ownership(sender, partition, from, end, how)));
        return List.copyOf(log.ownerships);
    }

    private void read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.find()) {
            return;
        }
        Instant at = Instant.parse(matcher.group(1));
        List<Integer> partitions = partitions(matcher.group(3));
        switch (matcher.group(2)) {
            case "assigned" -> partitions.forEach(partition -> held.put(partition, at));
            case "lost" -> partitions.forEach(partition -> end(partition, at, End.LOST));
            default -> {
                boolean settled = "0".equals(matcher.group(4)) && "0".equals(matcher.group(5));
                partitions.forEach(partition -> end(partition, at, settled ? End.LET_GO : End.LET_GO_UNSETTLED));
            }
        }
    }

    private void end(int partition, Instant at, End how) {
        Instant from = held.remove(partition);
        if (from != null) {
            ownerships.add(new Ownership(sender, partition, from, at, how));
        }
    }

    private static List<Integer> partitions(String list) {
        return Pattern.compile(", *")
                .splitAsStream(list)
                .map(PARTITION::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
