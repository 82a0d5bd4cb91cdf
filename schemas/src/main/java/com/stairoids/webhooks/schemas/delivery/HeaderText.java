package com.stairoids.webhooks.schemas.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Record headers as UTF-8 text. */
public final class HeaderText {
    private HeaderText() {}

    /** The last header of that name; empty where there is none or it has no value. */
    public static Optional<String> read(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Sets the header, replacing any of that name; a null value leaves none. */
    public static void write(Headers headers, String name, @Nullable Object value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The longest prefix of {@code text} that takes no more than {@code maxBytes} in UTF-8 and splits no character. */
    public static String cut(String text, int maxBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= maxBytes) {
            return text;
        }
        int end = maxBytes;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
