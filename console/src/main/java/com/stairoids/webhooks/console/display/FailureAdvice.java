package com.stairoids.webhooks.console.display;

import com.stairoids.webhooks.schemas.delivery.FailureReason;

/** What whoever runs an endpoint can do about a failure; what it was says the failure itself. */
public final class FailureAdvice {
    private FailureAdvice() {}

    public static String of(FailureReason reason) {
        return switch (reason) {
            case HTTP_STATUS ->
                "Any status but 2xx counts as a failure. The answer below and the endpoint's own log say why.";
            case REDIRECT -> "Redirects are not followed. Change the endpoint's URL to where it leads.";
            case GONE -> "The endpoint says that it is gone for good. Change its URL, or disable it.";
            case TIMEOUT ->
                "An endpoint has 10 seconds. Answer 200 as soon as the signature is verified, and work on the event later.";
            case CONNECT_TIMEOUT -> "Nothing answered at that address. Check that it is up, and its firewall.";
            case CONNECT_FAILED -> "Nothing listens there. Check that it is up, and its port.";
            case DNS_FAILED -> "The host's name leads nowhere. Check the URL's spelling and the DNS records.";
            case TLS_FAILED ->
                "The certificate must be valid, of a public authority, with its chain, and for this host name.";
            case TARGET_REFUSED ->
                "Private and reserved addresses are not delivered to. Use one that the internet reaches.";
            case CONNECTION_CLOSED ->
                "The connection ended before the answer was whole. Check what stands before the endpoint.";
            case PROTOCOL_ERROR -> "What came back was no HTTP. Check the port, and what listens there.";
            case SECRET_UNREADABLE -> "The fault is here, and not at the endpoint. Tell your operator.";
            case ENDPOINT_UNAVAILABLE ->
                "It waited for its endpoint for as long as a delivery may. Re-trigger it once the endpoint is well.";
            case MALFORMED_DELIVERY -> "The fault is here, and not at the endpoint. Tell your operator.";
        };
    }
}
