package com.stairoids.webhooks.broker;

import java.util.HashMap;
import java.util.Map;

/**
 * One more way into a broker on 127.0.0.1, beside the one in clear: for clients that encrypt and log in.
 *
 * @param port free
 * @param protocol as Kafka spells it: SSL, SASL_SSL or SASL_PLAINTEXT
 * @param configuration Kafka's own for a listener, without the listener's prefix, such as {@code ssl.keystore.type}
 */
public record SecuredListener(int port, String protocol, Map<String, String> configuration) {
    private static final String NAME = "SECURED";
    private static final String PREFIX = "listener.name.secured.";

    public SecuredListener {
        configuration = Map.copyOf(configuration);
    }

    String listener() {
        return NAME + "://" + LoopbackPorts.ADDRESS + ":" + port;
    }

    String protocolMapping() {
        return NAME + ":" + protocol;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        configuration.forEach((name, value) -> properties.put(PREFIX + name, value));
        return properties;
    }
}
