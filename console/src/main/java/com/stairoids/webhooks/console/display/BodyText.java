package com.stairoids.webhooks.console.display;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body as it can be read.
 *
 * @param text empty where nothing of it can be
 * @param remark what there is to know of it; empty where nothing is
 */
public record BodyText(String text, String remark) {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9_:.+-]{1,40})");

    /** Those that have a text look other than it is (Unicode Technical Report 36, 2.7.1). */
    private static final Pattern DIRECTIONS = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0E-\\x1A\\x1C-\\x1F\\x7F]");

    /** Of a request, which is JSON. */
    public static BodyText ofPayload(String body) {
        return new BodyText(readable(body), "");
    }

    /** Of an answer, whatever it is. */
    public static BodyText ofAnswer(Response response) {
        byte[] body = response.body();
        if (body.length == 0) {
            return new BodyText("", "The answer had no body.");
        }
        String bounded = response.bodyTruncated() ? "Only the first 16 KiB are kept." : "";
        Optional<String> coding =
                header(response.headers(), "content-encoding").filter(value -> !value.equalsIgnoreCase("identity"));
        if (coding.isPresent()) {
            return new BodyText(
                    "",
                    body.length + " bytes, compressed by the endpoint (" + coding.get() + "): not shown. " + bounded);
        }
        return decoded(response)
                .map(text -> new BodyText(readable(text), bounded))
                .orElseGet(() -> new BodyText("", body.length + " bytes that are no text: not shown. " + bounded));
    }

    private static Optional<String> decoded(Response response) {
        Optional<String> utf8 = decoded(response, StandardCharsets.UTF_8);
        Optional<String> text =
                utf8.isPresent() ? utf8 : charset(response).flatMap(charset -> decoded(response, charset));
        return text.filter(found -> !BINARY.matcher(found).find());
    }

    private static Optional<String> decoded(Response response, Charset charset) {
        ByteBuffer bytes = ByteBuffer.wrap(response.body());
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()));
        // A body that was cut may end within a character.
        boolean whole = !response.bodyTruncated();
        return decoder.decode(bytes, text, whole).isError()
                ? Optional.empty()
                : Optional.of(text.flip().toString());
    }

    private static Optional<Charset> charset(Response response) {
        return header(response.headers(), "content-type").flatMap(type -> {
            Matcher matcher = CHARSET.matcher(type);
            try {
                return matcher.find() ? Optional.of(Charset.forName(matcher.group(1))) : Optional.empty();
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                // An endpoint may name what it likes; then it is no text to us.
                return Optional.empty();
            }
        });
    }

    private static Optional<String> header(List<HttpHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HttpHeader::value)
                .findFirst();
    }

    private static String readable(String text) {
        return DIRECTIONS
                .matcher(PrettyJson.of(text).orElse(text))
                .replaceAll(
                        match -> String.format("\\\\u%04x", (int) match.group().charAt(0)));
    }
}
