package com.stairoids.webhooks.sender.decide;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;

/** How long an endpoint asks to be left alone: {@code Retry-After} (RFC 9110, 10.2.3) of an answer 429 or 503. */
final class RetryAfter {
    private static final int LONGEST_NUMBER = 9;

    private RetryAfter() {}

    /** Zero where the answer does not say, or says what is no time to come. */
    static Duration of(Response response, Instant now) {
        if (response.status() != 429 && response.status() != 503) {
            return Duration.ZERO;
        }
        return response.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Retry-After"))
                .map(HttpHeader::value)
                .findFirst()
                .map(value -> parsed(value.strip(), now))
                .orElse(Duration.ZERO);
    }

    private static Duration parsed(String value, Instant now) {
        if (!value.isEmpty() && value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            String digits = value.length() > LONGEST_NUMBER ? "9".repeat(LONGEST_NUMBER) : value;
            return Duration.ofSeconds(Long.parseLong(digits));
        }
        Instant date = DateUtils.parseStandardDate(value);
        return date == null || date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    }
}
