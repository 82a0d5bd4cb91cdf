package com.stairoids.webhooks.schemas.target;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for an endpoint's URL, as far as they can be told without a look-up; addresses are the guard's. */
public final class TargetUrl {
    /** Bound on a URL, in characters. */
    public static final int MAX_LENGTH = 2048;

    private static final Pattern LOOPBACK_NAME = Pattern.compile("(.*\\.)?localhost\\.?");

    /** What a browser or a C library takes for an IPv4 address: the last label is a number (WHATWG URL, 3.5). */
    private static final Pattern NUMERIC_NAME = Pattern.compile("(.*\\.)?(0[xX][0-9a-fA-F]*|[0-9]+)\\.?");

    /** The one spelling that everybody reads alike: four decimal numbers without leading zeros. */
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private static final Pattern AROUND_HOST = Pattern.compile("^.*@|:\\d*$");

    private TargetUrl() {}

    /** The sentence that says what is wrong with {@code url} and what to do; empty where it may be registered. */
    public static Optional<String> refusal(String url, TargetGuard guard) {
        if (url.length() > MAX_LENGTH) {
            return Optional.of("The URL has " + url.length() + " characters; at most " + MAX_LENGTH + " are accepted.");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of(invalid(e));
        }
        return schemeRefusal(uri, guard)
                .or(() -> authorityRefusal(uri))
                .or(() -> partsRefusal(uri))
                .or(() -> hostRefusal(uri.getHost(), guard));
    }

    private static Optional<String> schemeRefusal(URI uri, TargetGuard guard) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("https") || (scheme.equals("http") && guard.allowsHttp())) {
            return Optional.empty();
        }
        return Optional.of(
                scheme.equals("http")
                        ? "HTTP endpoints are not accepted: your URL must use TLS. Begin it with https://."
                        : "Only https URLs are accepted. Begin the URL with https://.");
    }

    private static Optional<String> authorityRefusal(URI uri) {
        if (uri.getRawAuthority() == null) {
            return Optional.of("The URL names no host. Write it as https://host/path.");
        }
        String host = AROUND_HOST.matcher(uri.getRawAuthority()).replaceAll("");
        if (NUMERIC_NAME.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            return Optional.of(
                    "The host " + host + " is an unusual spelling of an IP address. Use your server's name.");
        }
        try {
            var _ = uri.parseServerAuthority();
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(invalid(e));
        }
    }

    private static Optional<String> partsRefusal(URI uri) {
        if (uri.getRawUserInfo() != null) {
            return Optional.of("The URL holds credentials before the @. Remove them: use a custom header instead.");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("The URL has a fragment, which is never sent. Remove the # and what follows.");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of("Port " + uri.getPort() + " does not exist. Use one from 1 to 65535, or none.");
        }
        return Optional.empty();
    }

    private static Optional<String> hostRefusal(String host, TargetGuard guard) {
        if (LOOPBACK_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return guard.refusal(InetAddress.getLoopbackAddress())
                    .map(_ ->
                            "The host " + host + " is this machine, not a public one. Use your server's public name.");
        }
        if (host.startsWith("[")) {
            return host.contains("%")
                    ? Optional.of("The host " + host + " has a zone, which means something on one machine only."
                            + " Use your server's public name or address.")
                    : literalRefusal(host.substring(1, host.length() - 1), guard);
        }
        return DOTTED_QUAD.matcher(host).matches() ? literalRefusal(host, guard) : Optional.empty();
    }

    /** A literal is parsed, not looked up. */
    private static Optional<String> literalRefusal(String literal, TargetGuard guard) {
        try {
            return guard.refusal(InetAddress.ofLiteral(literal))
                    .map(why ->
                            "Deliveries are not sent there: " + why + ". Use your server's public name or address.");
        } catch (IllegalArgumentException e) {
            return Optional.of("The host " + literal + " is no valid IP address. Use your server's name.");
        }
    }

    /** Without the exception's message, which quotes the URL and with it what may be a password. */
    private static String invalid(URISyntaxException e) {
        return "This is not a valid URL: " + e.getReason() + ". Write it as https://host/path.";
    }
}
