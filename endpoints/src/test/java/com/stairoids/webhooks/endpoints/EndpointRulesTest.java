package com.stairoids.webhooks.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.target.TargetGuard;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRulesTest {
    private static final NewEndpoint GOOD =
            NewEndpoint.of("ws_1", "https://hooks.example.com/in?a=b", List.of("signal.created"));

    @Test
    void acceptsAnEndpointWithAllThatItMayHave() {
        var asked = GOOD.named("Ours")
                .describedAs("")
                .limitedTo(1)
                .withHeaders(List.of(new CustomHeader("X-Api-Key", "a b\tc"), new CustomHeader("Cookie", "a=b")));

        assertThat(refusals(asked)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hooks.example.com/", "https://127.0.0.1/", "https://user:pass@example.com/", "x"})
    void refusesWhatTheUrlRulesRefuse(String url) {
        var asked = NewEndpoint.of("ws_1", url, List.of("signal.created"));

        assertThat(refusals(asked)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://exämple.com/", "https://example.com/a b", "https://example.com/\u0001"})
    void refusesUrlsBeyondAscii(String url) {
        var asked = NewEndpoint.of("ws_1", url, List.of("signal.created"));

        assertThat(refusals(asked)).singleElement().asString().contains("Percent-encode");
    }

    @Test
    void saysWhichEventTypesThereAreWhenNoneIsChosen() {
        var asked = NewEndpoint.of("ws_1", "https://example.com/", List.of());

        assertThat(refusals(asked)).singleElement().asString().contains("signal.scored", "contact.score_changed");
    }

    @Test
    void saysWhichEventTypesThereAreWhenOneIsUnknown() {
        var asked = NewEndpoint.of("ws_1", "https://example.com/", List.of("signal.created", "signal.lost"));

        assertThat(refusals(asked)).singleElement().asString().contains("signal.lost", "automation.triggered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "CONTENT-LENGTH",
                "host",
                "Transfer-Encoding",
                "Connection",
                "User-Agent",
                "X-Stairoids-Signature",
                "x-stairoids-anything",
                "webhook-id",
                "traceparent",
                "Proxy-Authorization",
                "TE",
                "Upgrade"
            })
    void refusesHeadersThatTheDeliverySets(String name) {
        var asked = GOOD.withHeaders(List.of(new CustomHeader(name, "x")));

        assertThat(refusals(asked)).singleElement().asString().contains(name, "reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "X:Y", "X\r\nY", "Ä", "X(Y)"})
    void refusesHeaderNamesThatAreNoToken(String name) {
        var asked = GOOD.withHeaders(List.of(new CustomHeader(name, "x")));

        assertThat(refusals(asked)).singleElement().asString().contains("not an HTTP token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " x", "x ", "a\r\nb", "a\nb", "a\u0000b", "a\u007Fb", "ä"})
    void refusesHeaderValuesThatCouldEndTheLine(String value) {
        var asked = GOOD.withHeaders(List.of(new CustomHeader("X-Key", value)));

        assertThat(refusals(asked)).singleElement().asString().contains("X-Key", "visible ASCII");
    }

    @Test
    void neverRepeatsAHeaderValue() {
        var asked = GOOD.withHeaders(List.of(new CustomHeader("X-Key", "hunter2\n")));

        assertThat(refusals(asked).toString() + asked).contains("X-Key").doesNotContain("hunter2");
    }

    @Test
    void refusesAHeaderGivenTwiceWhateverItsCase() {
        var asked = GOOD.withHeaders(List.of(new CustomHeader("X-Key", "a"), new CustomHeader("x-key", "b")));

        assertThat(refusals(asked)).singleElement().asString().contains("x-key", "more than once");
    }

    @Test
    void refusesMoreHeadersThanThereMayBe() {
        var asked = GOOD.withHeaders(IntStream.rangeClosed(1, HeaderRules.MAX_HEADERS + 1)
                .mapToObj(number -> new CustomHeader("X-" + number, "x"))
                .toList());

        assertThat(refusals(asked)).singleElement().asString().contains("21", "20");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesARateLimitBelowOne(int rateLimit) {
        assertThat(refusals(GOOD.limitedTo(rateLimit)))
                .singleElement()
                .asString()
                .contains("rate limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0007b", "a\nb", "\uD800"})
    void refusesNamesThatAreNoPlainText(String name) {
        assertThat(refusals(GOOD.named(name))).singleElement().asString().contains("The name");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        var asked = GOOD.named("n".repeat(EndpointRules.MAX_NAME_LENGTH + 1))
                .describedAs("d".repeat(EndpointRules.MAX_DESCRIPTION_LENGTH + 1));

        assertThat(refusals(asked)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ws/1", "ws 1"})
    void refusesWorkspaceIdsThatAreNone(String workspaceId) {
        var asked = NewEndpoint.of(workspaceId, "https://example.com/", List.of("signal.created"));

        assertThat(refusals(asked)).singleElement().asString().contains("workspace id");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        var asked = NewEndpoint.of("", "ftp://x", List.of()).limitedTo(0);

        assertThat(refusals(asked)).hasSize(4);
    }

    @Test
    void namesAnEndpointAfterItsHostAndPath() {
        assertThat(EndpointRules.defaultName("https://hooks.example.com:8443/in/here?key=1"))
                .isEqualTo("hooks.example.com:8443/in/here");
    }

    @Test
    void cutsADefaultNameToItsBound() {
        assertThat(EndpointRules.defaultName("https://example.com/" + "a".repeat(500)))
                .hasSize(EndpointRules.MAX_NAME_LENGTH);
    }

    private static List<String> refusals(NewEndpoint asked) {
        return EndpointRules.refusals(asked, TargetGuard.strict()).stream()
                .map(Refusal::reason)
                .toList();
    }
}
