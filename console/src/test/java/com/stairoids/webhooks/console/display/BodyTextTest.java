package com.stairoids.webhooks.console.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTextTest {
    @Test
    void jsonIsShownWithLineBreaksAndEveryNumberAsItWasSpelt() {
        BodyText body = BodyText.ofPayload("{\"a\":1.10,\"b\":[1e5,-0],\"a\":{\"c\":\"x\",\"d\":[]},\"e\":null}");

        assertThat(body.text()).isEqualTo("""
                {
                  "a": 1.10,
                  "b": [
                    1e5,
                    -0
                  ],
                  "a": {
                    "c": "x",
                    "d": [ ]
                  },
                  "e": null
                }""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{} {}", "{}x", "no", "[1,]", "\"text\"", "{\"a\":1}}", " "})
    void whatIsNoWholeJsonIsShownAsItCame(String text) {
        assertThat(BodyText.ofAnswer(answer("application/json", text)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 490, 5000})
    void jsonThatIsNestedDeeplyIsShownAsItCame(int depth) {
        String deep = nested(depth, 7000);

        assertThat(BodyText.ofAnswer(answer("application/json", deep)).text()).isEqualTo(deep);
    }

    @Test
    void jsonThatLineBreaksWouldMakeManyTimesAsLongIsShownAsItCame() {
        String wide = nested(32, 100_000);

        assertThat(BodyText.ofPayload(wide).text()).isEqualTo(wide);
    }

    @Test
    void jsonThatIsNestedLessIsShownWithLineBreaks() {
        assertThat(BodyText.ofPayload(nested(32, 100)).text())
                .contains("\n" + " ".repeat(64) + "1,\n")
                .endsWith("\n  ]\n]");
    }

    private static String nested(int depth, int elements) {
        return "[".repeat(depth) + "1,".repeat(elements - 1) + "1" + "]".repeat(depth);
    }

    @Test
    void whatIsNoTextIsSaidToBeSo() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0, 1, (byte) 0xff};

        BodyText body = BodyText.ofAnswer(new Response(200, List.of(), picture, false));

        assertThat(body).isEqualTo(new BodyText("", "7 bytes that are no text: not shown. "));
    }

    @Test
    void aTextInAnotherEncodingIsReadByIt() {
        byte[] latin = "grün".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ofType("text/plain; charset=iso-8859-1", latin).text()).isEqualTo("grün");
        assertThat(ofType("text/plain; charset=no-such", latin).remark()).contains("no text");
        assertThat(ofType("text/plain; charset=\"'; drop", latin).remark()).contains("no text");
    }

    @Test
    void aBodyThatWasCutWithinACharacterIsReadUpToThere() {
        byte[] cut = Arrays.copyOf("abü".getBytes(StandardCharsets.UTF_8), 3);

        assertThat(BodyText.ofAnswer(new Response(200, List.of(), cut, true)))
                .isEqualTo(new BodyText("ab", "Only the first 16 KiB are kept."));
        assertThat(BodyText.ofAnswer(new Response(200, List.of(), cut, false)).text())
                .isEmpty();
    }

    @Test
    void aCompressedBodyIsSaidToBeSo() {
        List<HttpHeader> headers = List.of(new HttpHeader("content-ENCODING", "gzip"));

        BodyText body = BodyText.ofAnswer(new Response(200, headers, new byte[] {'a'}, false));

        assertThat(body.text()).isEmpty();
        assertThat(body.remark()).startsWith("1 bytes, compressed by the endpoint (gzip)");
    }

    @Test
    void aBodyThatIsNotThereIsSaidToBeSo() {
        assertThat(BodyText.ofAnswer(answer("text/plain", ""))).isEqualTo(new BodyText("", "The answer had no body."));
    }

    @Test
    void charactersThatTurnTheDirectionOfTextAreSpeltOut() {
        assertThat(BodyText.ofAnswer(answer("text/plain", "a\u202Eb\u2066")).text())
                .isEqualTo("a\\u202eb\\u2066");
        assertThat(BodyText.ofPayload("{\"a\":\"\u202E\"}").text()).contains("\"\\u202e\"");
    }

    private static Response answer(String type, String body) {
        return new Response(
                200, List.of(new HttpHeader("Content-Type", type)), body.getBytes(StandardCharsets.UTF_8), false);
    }

    private static BodyText ofType(String type, byte[] body) {
        return BodyText.ofAnswer(new Response(200, List.of(new HttpHeader("Content-Type", type)), body, false));
    }
}
