package com.stairoids.webhooks.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an attempt failed or a delivery died; all take the same path of six attempts unless they say otherwise. */
public enum FailureReason {
    /** An answer that is neither 2xx nor one of the two below. */
    HTTP_STATUS,
    /** 3xx: redirects are never followed. */
    REDIRECT,
    /** 410. */
    GONE,
    /** No complete answer within the exchange's time. */
    TIMEOUT,
    /** No TCP connection within its time. */
    CONNECT_TIMEOUT,
    /** The connection was refused or could not be made. */
    CONNECT_FAILED,
    /** The host's name did not resolve. */
    DNS_FAILED,
    /** The TLS handshake failed, or the certificate or its host name did not hold. */
    TLS_FAILED,
    /** The URL or the address is one that deliveries are not sent to. */
    TARGET_REFUSED,
    /** The connection ended before the answer was complete. */
    CONNECTION_CLOSED,
    /** The answer was not HTTP. */
    PROTOCOL_ERROR,
    /** The endpoint's secret or a custom header could not be decrypted here; the customer is not at fault. */
    SECRET_UNREADABLE,
    /** Parked for longer than a delivery may be; dies without spending its attempts. */
    ENDPOINT_UNAVAILABLE,
    /** A record that is no delivery; dies at once. */
    MALFORMED_DELIVERY;

    /** The code in headers and in the log, as in {@code connect-timeout}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
