package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.settings.InvalidSettingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which rejected record: where it stands in {@code rejected-events}. Written {@code partition:offset}. */
record RejectedId(int partition, long offset) {
    private static final Pattern SPELLING = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

    static Optional<RejectedId> parse(String text) {
        Matcher matcher = SPELLING.matcher(text);
        return matcher.matches()
                ? Optional.of(new RejectedId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** @throws InvalidSettingException where it is none */
    static RejectedId require(String text) {
        return parse(text)
                .orElseThrow(() ->
                        new InvalidSettingException("a rejected record is named by its partition and offset, as in"
                                + " 3:17, the first thing that `webhooks rejected-events list` shows; not " + text));
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
