package com.stairoids.webhooks.sender.post;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Name servers as an operator writes them. */
public final class DnsServers {
    private static final int DEFAULT_PORT = 53;
    private static final int MAX_PORT = 65_535;

    private DnsServers() {}

    /**
     * @param written IP addresses, IPv6 in brackets where a port follows
     * @throws IllegalArgumentException where one of them is none
     */
    public static List<InetSocketAddress> parse(List<String> written) {
        return written.stream().map(DnsServers::server).toList();
    }

    private static InetSocketAddress server(String text) {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && (text.charAt(colon - 1) == ']' || text.indexOf(':') == colon);
        String host = withPort ? text.substring(0, colon) : text;
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(
                address(text, bare), withPort ? port(text, text.substring(colon + 1)) : DEFAULT_PORT);
    }

    private static InetAddress address(String text, String bare) {
        try {
            return InetAddress.ofLiteral(bare);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException('"' + text + "\" does not begin with an IP address", e);
        }
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException('"' + text + "\" does not end with a port", e);
        }
        throw new IllegalArgumentException("the port of \"" + text + "\" is out of bounds");
    }
}
