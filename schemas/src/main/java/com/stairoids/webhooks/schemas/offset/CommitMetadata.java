package com.stairoids.webhooks.schemas.offset;

import java.util.Base64;
import java.util.BitSet;

/**
 * What goes beside a committed offset: a version, the nonce of the commit, and the offsets finished beyond. At most
 * {@link #MAX_LENGTH} characters, since the broker refuses longer ones ({@code offset.metadata.max.bytes}) and the
 * refusal is fatal to a transactional producer.
 *
 * @param nonce names the commit, so that its writer can tell whether it took place
 * @param finishedBeyond bit {@code i} set: the committed offset + {@code i} is finished
 */
public record CommitMetadata(String nonce, BitSet finishedBeyond) {
    /** The broker's default bound. */
    public static final int MAX_LENGTH = 4096;

    /** The nonce's length, in characters. */
    public static final int NONCE_LENGTH = 12;

    private static final char VERSION = '1';

    /** @throws IllegalArgumentException where it would not fit: the window is wider than it may be */
    public String encode() {
        if (nonce.length() != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " characters");
        }
        String text =
                VERSION + nonce + Base64.getUrlEncoder().withoutPadding().encodeToString(finishedBeyond.toByteArray());
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the metadata of a commit would have " + text.length() + " characters, more than the broker takes");
        }
        return text;
    }

    /** @throws UnreadableMetadataException where {@code text} is nothing that this version wrote */
    public static CommitMetadata decode(String text) throws UnreadableMetadataException {
        if (text.isEmpty()) {
            // A commit by an operator's tool: the offset is all it says.
            return new CommitMetadata("-".repeat(NONCE_LENGTH), new BitSet());
        }
        if (text.charAt(0) != VERSION || text.length() < 1 + NONCE_LENGTH) {
            throw new UnreadableMetadataException(text);
        }
        try {
            byte[] bits = Base64.getUrlDecoder().decode(text.substring(1 + NONCE_LENGTH));
            return new CommitMetadata(text.substring(1, 1 + NONCE_LENGTH), BitSet.valueOf(bits));
        } catch (IllegalArgumentException e) {
            throw new UnreadableMetadataException(text, e);
        }
    }
}
