package com.stairoids.webhooks.router.event;

import com.stairoids.webhooks.router.rejection.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Looks at the bytes before the JSON parser does, which is lenient with them inside strings and takes a byte-order mark
 * for a request to change its encoding. Used by one thread.
 */
final class Utf8 {
    private static final int CHUNK = 8192;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer decoded = CharBuffer.allocate(CHUNK);

    /** RFC 8259, section 8.1: UTF-8, without a byte-order mark. */
    void require(byte[] value) throws RefusedException {
        if (value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF) {
            throw RefusedException.because(RejectionReason.INVALID_UTF_8, "The value begins with a byte-order mark.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        decoder.reset();
        CoderResult result;
        do {
            decoded.clear();
            result = decoder.decode(bytes, decoded, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw RefusedException.because(
                    RejectionReason.INVALID_UTF_8, "The value is not UTF-8 at byte " + bytes.position() + ".");
        }
    }
}
