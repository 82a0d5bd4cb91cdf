package com.stairoids.webhooks.schemas.offset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.CRC32C;

/**
 * What goes beside a committed offset: a version, the nonce of the commit, a check, and the offsets finished beyond. At
 * most {@link #MAX_LENGTH} characters, since the broker refuses longer ones ({@code offset.metadata.max.bytes}) and the
 * refusal is fatal to a transactional producer. The check (CRC-32C) is over the committed offset and all of the text: the
 * bits count from that offset, so beside another one (a tool that moves an offset and keeps its metadata) they would have
 * unfinished deliveries passed over.
 *
 * @param nonce names the commit, so that its writer can tell whether it took place
 * @param finishedBeyond bit {@code i} set: the committed offset + {@code i} is finished
 */
public record CommitMetadata(String nonce, BitSet finishedBeyond) {
    /** The broker's default bound. */
    public static final int MAX_LENGTH = 4096;

    /** The nonce's length, in characters. */
    public static final int NONCE_LENGTH = 12;

    private static final char VERSION = '2';

    /** The first version, without the check: read, since a sender may follow one that wrote it. */
    private static final char UNCHECKED_VERSION = '1';

    private static final int CHECK_LENGTH = 6;
    private static final int BITS_AT = 1 + NONCE_LENGTH + CHECK_LENGTH;

    /** How many offsets from the committed one on can be spoken of: four characters for three bytes. */
    public static final int MOST_OFFSETS = (MAX_LENGTH - BITS_AT) / 4 * 3 * 8;

    /**
     * @param committed the offset that this goes beside
     * @throws IllegalArgumentException where it would not fit: the window is wider than it may be
     */
    public String encode(long committed) {
        if (nonce.length() != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " characters");
        }
        String bits = text(finishedBeyond.toByteArray());
        String text = VERSION + nonce + check(committed, nonce, bits) + bits;
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the metadata of a commit would have " + text.length() + " characters, more than the broker takes");
        }
        return text;
    }

    /**
     * @param committed the offset beside which {@code text} stands
     * @throws UnreadableMetadataException where {@code text} is nothing that this version wrote beside that offset
     */
    public static CommitMetadata decode(long committed, String text) throws UnreadableMetadataException {
        if (text.isEmpty()) {
            // A commit by an operator's tool: the offset is all it says.
            return new CommitMetadata("-".repeat(NONCE_LENGTH), new BitSet());
        }
        if (text.charAt(0) == UNCHECKED_VERSION && text.length() >= 1 + NONCE_LENGTH) {
            return decoded(committed, text, text.substring(1 + NONCE_LENGTH));
        }
        if (text.charAt(0) != VERSION || text.length() < BITS_AT) {
            throw new UnreadableMetadataException(committed, text);
        }
        String nonce = text.substring(1, 1 + NONCE_LENGTH);
        String bits = text.substring(BITS_AT);
        if (!check(committed, nonce, bits).equals(text.substring(1 + NONCE_LENGTH, BITS_AT))) {
            throw new UnreadableMetadataException(committed, text);
        }
        return decoded(committed, text, bits);
    }

    private static CommitMetadata decoded(long committed, String text, String bits) throws UnreadableMetadataException {
        try {
            return new CommitMetadata(
                    text.substring(1, 1 + NONCE_LENGTH),
                    BitSet.valueOf(Base64.getUrlDecoder().decode(bits)));
        } catch (IllegalArgumentException e) {
            throw new UnreadableMetadataException(committed, text, e);
        }
    }

    private static String check(long committed, String nonce, String bits) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(committed).flip());
        crc.update((nonce + bits).getBytes(StandardCharsets.UTF_8));
        return text(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
