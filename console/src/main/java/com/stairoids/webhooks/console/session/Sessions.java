package com.stairoids.webhooks.console.session;

import com.stairoids.webhooks.console.access.Caller;
import com.stairoids.webhooks.console.token.Tokens;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.token.Token;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sessions that live in the browser alone: sealed with the keyset that all consoles share, so that each knows them, also after a
 * restart. A session is good for as long as its token is, and at most {@link #LONGEST}. Thread-safe.
 */
public final class Sessions {
    public static final Duration LONGEST = Duration.ofHours(12);

    /** Sealed for this and nothing else: no other ciphertext of the keyset opens as a session. */
    private static final String PURPOSE = "stairoids console session";

    private static final Pattern FORM = Pattern.compile("1 ([A-Za-z0-9_]{1,128}) (\\d{1,18}) ([A-Za-z0-9_-]{43})");
    private static final int CSRF_BYTES = 32;

    /** Clocks of consoles differ by less. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecretCipher cipher;
    private final Tokens tokens;
    private final InstantSource time;
    private final SecureRandom random;

    public Sessions(SecretCipher cipher, Tokens tokens, InstantSource time, SecureRandom random) {
        this.cipher = cipher;
        this.tokens = tokens;
        this.time = time;
        this.random = random;
    }

    /** A new session of {@code token}'s bearer, sealed, in characters that a cookie takes (RFC 6265, 4.1.1). */
    public String begin(Token token) {
        byte[] csrf = new byte[CSRF_BYTES];
        random.nextBytes(csrf);
        return cipher.encrypt(
                "1 " + token.id() + " " + time.instant().toEpochMilli() + " "
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(csrf),
                PURPOSE);
    }

    /** Empty where it was not sealed here, is too old, or its token is no longer good. */
    public Optional<Session> open(String sealed) {
        try {
            Matcher form = FORM.matcher(cipher.decrypt(sealed, PURPOSE));
            return form.matches() && isInTime(Instant.ofEpochMilli(Long.parseLong(form.group(2))))
                    ? tokens.ofId(form.group(1)).map(token -> new Session(new Caller(token), form.group(3)))
                    : Optional.empty();
        } catch (UndecryptableException e) {
            // Somebody else's, or sealed by a key that was taken away: signing in again helps.
            return Optional.empty();
        }
    }

    private boolean isInTime(Instant begun) {
        Instant now = time.instant();
        return now.isBefore(begun.plus(LONGEST)) && !begun.isAfter(now.plus(TOLERANCE));
    }
}
