package com.stairoids.webhooks.console.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cookie that holds a session: for this host, no script, no request that another site made. */
public final class SessionCookie {
    static final String NAME = "stairoids_session";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean overPlainHttp;

    /** @param overPlainHttp whether browsers may send it without TLS to other hosts than this machine */
    public SessionCookie(boolean overPlainHttp) {
        this.overPlainHttp = overPlainHttp;
    }

    /** The session in a request's cookies, as it is sealed. */
    public static Optional<String> read(List<String> cookieHeaders) {
        return cookieHeaders.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(NAME + "="))
                .map(pair -> pair.substring(NAME.length() + 1))
                .findFirst();
    }

    /**
     * The value of {@code Set-Cookie}.
     *
     * @param host as the browser names it in its request
     */
    public String set(String sealed, String host) {
        return NAME + "=" + sealed + "; Path=/; Max-Age=" + Sessions.LONGEST.toSeconds() + attributes(host);
    }

    public String clear(String host) {
        return NAME + "=; Path=/; Max-Age=0" + attributes(host);
    }

    private String attributes(String host) {
        boolean loopback = LOOPBACK.contains(host.replaceAll(":\\d*$", ""));
        return "; HttpOnly; SameSite=Strict" + (loopback || overPlainHttp ? "" : "; Secure");
    }
}
