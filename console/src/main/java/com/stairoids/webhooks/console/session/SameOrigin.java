package com.stairoids.webhooks.console.session;

import com.stairoids.webhooks.console.api.IncomingRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whether a page of ours made a request, by what browsers say of it and no script can change (Fetch Metadata; RFC 6454). */
public final class SameOrigin {
    private SameOrigin() {}

    /** False also where a request says nothing of where it comes from: every browser does. */
    public static boolean holds(IncomingRequest request) {
        Optional<String> site = only(request.header("sec-fetch-site"));
        Optional<String> origin = only(request.header("origin"));
        if (site.isEmpty() && origin.isEmpty()) {
            return false;
        }
        return site.map("same-origin"::equals).orElse(true)
                && origin.map(value -> isOf(value, only(request.header("host")).orElse("")))
                        .orElse(true);
    }

    /** The scheme may differ: what speaks TLS stands before this server. */
    private static boolean isOf(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            // No origin that a browser writes.
            return false;
        }
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
