package com.stairoids.webhooks.schemas.token;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token's bearer shows: {@code swt_}, the token's ULID, and 32 random bytes in Base64 for URLs. With so many, a plain
 * SHA-256 of them can be kept: there is nothing to guess. Prints itself without the secret part.
 */
public final class TokenSecret {
    private static final String PREFIX = "swt_";
    private static final int BYTES = 32;
    private static final int ULID_RANDOM_BYTES = 10;
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9A-HJKMNP-TV-Z]{26})_([A-Za-z0-9_-]{43})");

    private final String ulid;
    private final String secret;

    private TokenSecret(String ulid, String secret) {
        this.ulid = ulid;
        this.secret = secret;
    }

    public static TokenSecret generate(Instant now, SecureRandom random) {
        byte[] id = new byte[ULID_RANDOM_BYTES];
        byte[] secret = new byte[BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new TokenSecret(
                new Ulid(now.toEpochMilli(), id).toString(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Empty where {@code text} is none. */
    public static Optional<TokenSecret> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new TokenSecret(form.group(1), form.group(2))) : Optional.empty();
    }

    /** As in {@code tok_01JD…}. */
    public String tokenId() {
        return "tok_" + ulid;
    }

    /** In clear, as its owner is shown it once. */
    public String reveal() {
        return PREFIX + ulid + "_" + secret;
    }

    /** SHA-256 of the secret part, in hex. */
    public String hash() {
        return HexFormat.of().formatHex(sha256());
    }

    /** Whether it is {@code token}'s; takes the same time whatever is different. */
    public boolean opens(Token token) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), token.secretHash().getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return tokenId() + " [redacted]";
    }
}
