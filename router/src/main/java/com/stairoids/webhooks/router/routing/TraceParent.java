package com.stairoids.webhooks.router.routing;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/** The trace that an event is part of, as its source's {@code traceparent} header has it. */
final class TraceParent {
    /** W3C Trace Context, section 3.2: version, trace, parent and flags; ff is no version, zeros are no ids. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** Empty where there is none, or one that no receiver could use. */
    static Optional<String> of(Headers headers) {
        return HeaderText.read(headers, HeaderNames.TRACEPARENT)
                .filter(text -> FORM.matcher(text).matches());
    }
}
