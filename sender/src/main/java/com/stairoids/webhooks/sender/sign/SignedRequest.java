package com.stairoids.webhooks.sender.sign;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import java.util.List;

/**
 * A POST that is ready to go.
 *
 * @param headers as sent
 * @param logged the same as the log may show them: signatures and the endpoint's own values masked
 */
public record SignedRequest(String url, List<HttpHeader> headers, List<HttpHeader> logged, byte[] body) {
    public SignedRequest {
        headers = List.copyOf(headers);
        logged = List.copyOf(logged);
    }

    /** Without the headers and the body: one holds secrets, the other the customer's data. */
    @Override
    public String toString() {
        return "POST " + url;
    }
}
