package com.stairoids.webhooks.router.rejection;

import com.stairoids.webhooks.router.intake.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that records are refused: at once, and then no more than every minute for the same topic and reason, since the
 * records themselves are kept. Shared by all of the router's threads; its own lock guards the map.
 */
public final class RejectionLog {
    private static final long SILENCE_MILLIS = 60_000;

    private static final Logger log = LoggerFactory.getLogger(RejectionLog.class);

    private final Map<Subject, Said> said = new HashMap<>();

    /** @param now milliseconds since 1970 */
    public void rejected(SourceRecord source, Rejection rejection, long now) {
        unsaid(new Subject(source.topic(), rejection.reason()), now)
                .ifPresent(unsaid -> log.atWarn()
                        .addKeyValue("topic", source.topic())
                        .addKeyValue("partition", source.partition())
                        .addKeyValue("offset", source.offset())
                        .addKeyValue("reason", rejection.reason().code())
                        .addKeyValue("unsaid", unsaid)
                        .log("An event was rejected"));
    }

    /** Empty while silence is to be kept; otherwise how many of the kind went unsaid before this one. */
    synchronized OptionalLong unsaid(Subject subject, long now) {
        Said before = said.get(subject);
        if (before != null && now - before.at() < SILENCE_MILLIS) {
            said.put(subject, new Said(before.at(), before.unsaid() + 1));
            return OptionalLong.empty();
        }
        said.put(subject, new Said(now, 0));
        return OptionalLong.of(before == null ? 0 : before.unsaid());
    }

    /** What a line of the log is about. */
    record Subject(String topic, RejectionReason reason) {}

    /**
     * The last line about a subject.
     *
     * @param unsaid rejections since then
     */
    private record Said(long at, long unsaid) {}
}
