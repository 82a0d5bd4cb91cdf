package com.stairoids.webhooks.console.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cookie that holds a session: for this host, no script, no request that another site made. Where it is for TLS only,
 * its name says so, and browsers take it from nobody but this host (the draft RFC 6265bis, 4.1.3.2): one that a neighbouring
 * subdomain, or somebody on the way of plain HTTP, puts there under the other name is not read.
 */
public final class SessionCookie {
    private static final String NAME = "stairoids_session";
    private static final String SECURE_NAME = "__Host-" + NAME;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean overPlainHttp;

    /** @param overPlainHttp whether browsers may send it without TLS to other hosts than this machine */
    public SessionCookie(boolean overPlainHttp) {
        this.overPlainHttp = overPlainHttp;
    }

    /**
     * The session in a request's cookies, as it is sealed.
     *
     * @param host as the browser names it in its request
     */
    public Optional<String> read(List<String> cookieHeaders, String host) {
        String start = name(host) + "=";
        return cookieHeaders.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .map(pair -> pair.substring(start.length()))
                .findFirst();
    }

    /**
     * The value of {@code Set-Cookie}.
     *
     * @param host as the browser names it in its request
     */
    public String set(String sealed, String host) {
        return name(host) + "=" + sealed + "; Path=/; Max-Age=" + Sessions.LONGEST.toSeconds() + attributes(host);
    }

    public String clear(String host) {
        return name(host) + "=; Path=/; Max-Age=0" + attributes(host);
    }

    private String name(String host) {
        return isSecure(host) ? SECURE_NAME : NAME;
    }

    private String attributes(String host) {
        return "; HttpOnly; SameSite=Strict" + (isSecure(host) ? "; Secure" : "");
    }

    private boolean isSecure(String host) {
        return !overPlainHttp && !LOOPBACK.contains(host.replaceAll(":\\d*$", ""));
    }
}
