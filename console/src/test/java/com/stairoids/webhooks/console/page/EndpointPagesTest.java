package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.RememberedEndpoints;
import com.stairoids.webhooks.console.api.Reply;
import com.stairoids.webhooks.console.api.SampleTokens;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EndpointPagesTest {
    private static final String WEBHOOKS = "/workspaces/ws_1/webhooks";
    private static final String ENDPOINT = WEBHOOKS + "/ep_1";
    private static final String GOOD = "url=https%3A%2F%2Fexample.com%2Fnew&name=Acme&description=Theirs"
            + "&event_types=signal.created&event_types=signal.scored&rate_limit=7&header_name=X-A&header_value=b";

    private static final Pattern ROW = Pattern.compile("<a id=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\">Next</a>");

    private ConsoleWithoutKafka console;

    @BeforeEach
    void startConsole() {
        console = new ConsoleWithoutKafka();
    }

    @AfterEach
    void stopConsole() {
        console.close();
    }

    @Test
    void anEmptyListTeaches() {
        assertThat(get(WEBHOOKS).body())
                .contains("<h1>Webhooks</h1>", "Get a live feed of what happens inside Stairoids")
                .containsPattern("<a class=\"button primary\" href=\"/workspaces/ws_1/webhooks/new\">Add Endpoint</a>");
        assertThat(console.get(WEBHOOKS, SampleTokens.VIEWER).body())
                .contains("ask an admin of this workspace")
                .doesNotContain("Add Endpoint");
    }

    @Test
    void theListTellsHowEachDoes() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", null);
        console.endpoints.remember("ws_1", "ep_2", "Warehouse", null);
        console.fail("ep_1", "dlv_1");

        String body = get(WEBHOOKS).body();

        assertThat(body)
                .contains("95.3 %", "100 %", "href=\"/workspaces/ws_1/deliveries/dlv_1\"")
                .contains("attempts succeeded and 72 failed in 24 hours")
                .contains("<time datetime=\"2026-11-25T10:00:00Z\">25 Nov 2026, 10:00:00 UTC</time>");
    }

    @Test
    void aLongListIsTurnedOverAndLeavesNoneOut() {
        for (int number = 100; number < 350; number++) {
            console.endpoints.remember("ws_1", "ep_" + number, "CRM", null);
        }
        console.fail("ep_349", "dlv_1");

        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (String next = WEBHOOKS; next != null; next = next(next)) {
            List<String> rows = ROW.matcher(get(next).body())
                    .results()
                    .map(row -> row.group(1))
                    .toList();
            ids.addAll(rows);
            sizes.add(rows.size());
        }

        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(ids).doesNotHaveDuplicates().startsWith("ep_100").endsWith("ep_349");
        assertThat(get(WEBHOOKS).body()).doesNotContain("Deleted endpoints", ">First<");
        assertThat(get(WEBHOOKS + "?after=zz").body()).contains(">First</a>");
    }

    @Test
    void whatTheLogCannotBeAskedIsCalledUnknown() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", null);
        console.fail("ep_1", "dlv_1");
        console.logAnswers(false);

        assertThat(get(WEBHOOKS).body())
                .containsPattern("data-label=\"Success rate\" class=\"number\">unknown</td>")
                .containsPattern("data-label=\"Last failure\">\\s*<span class=\"quiet\">unknown</span>")
                .doesNotContain("None");
    }

    @Test
    void aDeletedEndpointIsListedAndItsLogShownAndNothingOfferedThatChangesIt() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", null);
        console.fail("ep_1", "dlv_1");
        console.fail("ep_gone", "dlv_2");

        String list = get(WEBHOOKS).body();
        Reply page = get(WEBHOOKS + "/ep_gone");

        assertThat(list.substring(list.indexOf("Deleted endpoints")))
                .contains("href=\"" + WEBHOOKS + "/ep_gone\"", "class=\"number\">1</td>")
                .doesNotContain("ep_1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>Deleted endpoint</h1>", "This endpoint was deleted.", "id=\"row-dlv_2\"")
                .doesNotContain("dlv_1", "/edit\"", "/delete\"", "/roll-secret\"", "id=\"test\"", "id=\"retrigger\"");
        assertThat(get(WEBHOOKS + "/ep_gone?status=delivered").body())
                .contains("No delivery matches these filters.")
                .doesNotContain("dlv_2");
    }

    @Test
    void anEndpointOfAnotherWorkspaceIsNotADeletedOneOfThis() {
        console.fail("ep_gone", "dlv_1");
        String elsewhere = "/workspaces/ws_2/webhooks";

        assertThat(console.get(WEBHOOKS + "/ep_gone", SampleTokens.OPERATOR).status())
                .isEqualTo(200);
        assertThat(console.get(elsewhere + "/ep_gone", SampleTokens.OPERATOR).status())
                .isEqualTo(404);
        assertThat(console.get(elsewhere, SampleTokens.OPERATOR).body()).doesNotContain("Deleted endpoints");
        assertThat(console.get(WEBHOOKS + "/ep_gone", SampleTokens.FOREIGN_ADMIN)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEndpointThatTheLogCannotBeAskedForIsNotSaidToBeUnknown() {
        console.fail("ep_gone", "dlv_1");

        assertThat(get(WEBHOOKS + "/ep_never").status()).isEqualTo(404);
        console.logAnswers(false);
        assertThat(get(WEBHOOKS + "/ep_gone").status()).isEqualTo(503);
    }

    @Test
    void anEndpointIsAddedAndItsSecretShownOnce() {
        Reply made = post(WEBHOOKS + "/new", GOOD + "&token=key");
        Reply again = post(WEBHOOKS + "/new", GOOD + "&token=key");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body())
                .contains("<h1>Signing secret</h1>", "value=\"" + RememberedEndpoints.SECRET + "\"", ">Continue</a>")
                .contains("data-then=\"" + WEBHOOKS + "/ep_new0\"");
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.location()).isEqualTo(WEBHOOKS + "/ep_new0?notice=made-before");
        assertThat(get(again.location()).body()).contains("added already").doesNotContain(RememberedEndpoints.SECRET);
        EndpointView endpoint = console.endpoints.find("ep_new0").orElseThrow();
        assertThat(endpoint.url()).isEqualTo("https://example.com/new");
        assertThat(endpoint.eventTypes()).containsExactly("signal.created", "signal.scored");
        assertThat(endpoint.headerNames()).contains("X-A");
        assertThat(endpoint.rateLimit()).isEqualTo(7);
    }

    @Test
    void aRefusalKeepsWhatWasTypedAndNamesTheField() {
        Reply empty = post(
                WEBHOOKS + "/new",
                "url=&name=%22%3E%3Cscript%3E&header_name=X-A&header_value=&rate_limit=many&token=k");
        Reply http = post(WEBHOOKS + "/new", GOOD.replace("https", "http") + "&token=k");

        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains(
                        "<a href=\"#url\">",
                        "<a href=\"#event_types\">",
                        "<a href=\"#headers\">",
                        "<a href=\"#rate_limit\">")
                .contains("value=\"&#34;>&lt;script>\"", "value=\"many\"", "value=\"X-A\"", "role=\"alert\"")
                .contains("aria-invalid=\"true\" aria-describedby=\"rate_limit-hint rate_limit-error\"");
        assertThat(http.status()).isEqualTo(422);
        assertThat(http.body())
                .contains("id=\"url-error\">The URL is not https.", "value=\"http://example.com/new\"")
                .containsPattern("value=\"signal.scored\" checked");
        assertThat(console.endpoints.find("ep_new0")).isEmpty();
    }

    @Test
    void anEditChangesWhatWasTyped() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", "Old");

        Reply form = get(ENDPOINT + "/edit");
        Reply saved = post(
                ENDPOINT + "/edit",
                SentForm.of(form)
                        .type("url", "https://example.com/new")
                        .type("name", "New")
                        .type("description", "")
                        .type("rate_limit", "")
                        .check("header_remove", "X-Api-Key")
                        .type("header_name", "X-B")
                        .type("header_value", "c")
                        .encoded());

        assertThat(form.body())
                .contains("value=\"CRM\"", "value=\"Old\"", "Remove X-Api-Key", "name=\"version\" value=\"1\"");
        assertThat(saved.location()).isEqualTo(ENDPOINT + "?notice=saved");
        EndpointView endpoint = console.endpoints.find("ep_1").orElseThrow();
        assertThat(endpoint.url()).isEqualTo("https://example.com/new");
        assertThat(endpoint.name()).isEqualTo("New");
        assertThat(endpoint.description()).isNull();
        assertThat(endpoint.rateLimit()).isNull();
        assertThat(endpoint.headerNames()).containsExactly("X-B");
    }

    @Test
    void aNameThatNobodyGaveFollowsTheUrlAndIsNotOfferedAsOneThatWasTyped() {
        console.endpoints.remember("ws_1", "ep_1", "example.com/in", null);

        Reply form = get(ENDPOINT + "/edit");
        SentForm renamed = SentForm.of(form).type("url", "https://example.com/new");
        Reply saved = post(ENDPOINT + "/edit", renamed.encoded());
        Reply late = post(ENDPOINT + "/edit", renamed.encoded());

        assertThat(form.body()).contains("value=\"https://example.com/in\"").doesNotContain("value=\"example.com/in\"");
        assertThat(saved.status()).isEqualTo(303);
        assertThat(console.endpoints.find("ep_1").orElseThrow().name()).isEqualTo("example.com/new");
        assertThat(late.body()).contains("<dt>Name</dt><dd>None: the URL's host and path</dd>");
    }

    @Test
    void whoeverComesLateIsToldAndKeepsWhatTheyTyped() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", null);
        Reply form = get(ENDPOINT + "/edit");
        post(ENDPOINT + "/edit", SentForm.of(form).type("name", "Earlier").encoded());

        Reply late =
                post(ENDPOINT + "/edit", SentForm.of(form).type("name", "Later").encoded());

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body())
                .contains(
                        "Somebody changed it meanwhile",
                        "<dd>Earlier</dd>",
                        "value=\"Later\"",
                        "name=\"version\" value=\"2\"");
        assertThat(console.endpoints.find("ep_1").orElseThrow().name()).isEqualTo("Earlier");
        assertThat(post(ENDPOINT + "/edit", SentForm.of(late).encoded()).status())
                .isEqualTo(303);
        assertThat(console.endpoints.find("ep_1").orElseThrow().name()).isEqualTo("Later");
    }

    @Test
    void whatTwoChangedOfOneEndpointIsAllInItOnceTheLaterSavesAgain() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", "Old");
        Reply form = get(ENDPOINT + "/edit");
        post(
                ENDPOINT + "/edit",
                SentForm.of(form)
                        .type("description", "Theirs")
                        .type("rate_limit", "")
                        .check("event_types", "contact.score_changed")
                        .encoded());

        Reply late = post(
                ENDPOINT + "/edit",
                SentForm.of(form)
                        .type("name", "Mine")
                        .uncheck("event_types", "signal.created")
                        .check("event_types", "account.score_changed")
                        .encoded());
        Reply saved = post(ENDPOINT + "/edit", SentForm.of(late).encoded());

        assertThat(late.status()).isEqualTo(412);
        assertThat(saved.status()).isEqualTo(303);
        EndpointView endpoint = console.endpoints.find("ep_1").orElseThrow();
        assertThat(endpoint.version()).isEqualTo(3);
        assertThat(endpoint.name()).isEqualTo("Mine");
        assertThat(endpoint.description()).isEqualTo("Theirs");
        assertThat(endpoint.rateLimit()).isNull();
        assertThat(endpoint.eventTypes()).containsExactlyInAnyOrder("contact.score_changed", "account.score_changed");
    }

    @Test
    void aFormThatDoesNotSayWhatItWasFilledWithIsTakenAsTyped() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", "Old");

        Reply saved = post(
                ENDPOINT + "/edit",
                "version=1&url=https%3A%2F%2Fexample.com%2Fin&name=&description=&rate_limit=&event_types=signal.scored");
        Reply odd = post(
                ENDPOINT + "/edit",
                "version=2&seen_url=x&seen_rate_limit=many&url=https%3A%2F%2Fexample.com%2Fin&name=Odd&rate_limit="
                        + "&event_types=signal.scored");

        assertThat(saved.status()).isEqualTo(303);
        assertThat(odd.status()).isEqualTo(303);
        EndpointView endpoint = console.endpoints.find("ep_1").orElseThrow();
        assertThat(endpoint.description()).isNull();
        assertThat(endpoint.rateLimit()).isNull();
        assertThat(endpoint.eventTypes()).containsExactly("signal.scored");
        assertThat(endpoint.name()).isEqualTo("Odd");
    }

    @Test
    void aRefusedEditForgetsNotWhatItWasMadeFrom() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", "Old");
        Reply form = get(ENDPOINT + "/edit");
        post(ENDPOINT + "/edit", SentForm.of(form).type("description", "Theirs").encoded());

        Reply wrong = post(
                ENDPOINT + "/edit",
                SentForm.of(form)
                        .type("name", "Mine")
                        .type("rate_limit", "many")
                        .encoded());
        Reply late = post(
                ENDPOINT + "/edit", SentForm.of(wrong).type("rate_limit", "5").encoded());
        post(ENDPOINT + "/edit", SentForm.of(late).encoded());

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(late.status()).isEqualTo(412);
        assertThat(console.endpoints.find("ep_1").orElseThrow().name()).isEqualTo("Mine");
        assertThat(console.endpoints.find("ep_1").orElseThrow().description()).isEqualTo("Theirs");
    }

    @Test
    void noChangeIsMadeFromAnUnseenVersion() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", null);

        assertThat(post(ENDPOINT + "/disable", "version=7").status()).isEqualTo(412);
        assertThat(post(ENDPOINT + "/disable", "").status()).isEqualTo(428);
        assertThat(post(ENDPOINT + "/disable", "version=*").status()).isEqualTo(400);
        assertThat(post(ENDPOINT + "/delete", "version=7").status()).isEqualTo(412);
        assertThat(post(ENDPOINT + "/roll-secret", "version=7&overlap=PT0S").status())
                .isEqualTo(412);
        assertThat(post(ENDPOINT + "/end-overlap", "version=7").status()).isEqualTo(412);
        assertThat(console.endpoints.find("ep_1").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aSecretIsRolledWithAnOverlapThatCanBeEnded() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", null);

        Reply form = get(ENDPOINT + "/roll-secret");
        Reply rolled = post(ENDPOINT + "/roll-secret", "version=1&overlap=PT24H");

        assertThat(form.body())
                .contains("Keep the old secret for", "No overlap", "1 hour", ">1 day</option>", "7 days")
                .doesNotContain("8 days");
        assertThat(rolled.body()).contains(RememberedEndpoints.SECRET, "still made with the old secret");
        assertThat(get(ENDPOINT).body()).contains("Two secrets sign.", "End overlap");
        assertThat(post(ENDPOINT + "/end-overlap", "version=2").location()).endsWith("?notice=overlap-ended");
        assertThat(get(ENDPOINT).body()).doesNotContain("Two secrets sign.", RememberedEndpoints.SECRET);
        assertThat(post(ENDPOINT + "/roll-secret", "version=3&overlap=often").status())
                .isEqualTo(422);
    }

    @Test
    void itIsDisabledEnabledAndDeleted() {
        console.endpoints.remember("ws_1", "ep_1", "CRM", null);

        assertThat(post(ENDPOINT + "/disable", "version=1").location()).endsWith("?notice=disabled");
        assertThat(console.endpoints.find("ep_1").orElseThrow().status()).isEqualTo(EndpointStatus.DISABLED);
        assertThat(get(ENDPOINT).body()).contains("Enable</button>");
        assertThat(post(ENDPOINT + "/enable", "version=2").location()).endsWith("?notice=enabled");
        assertThat(get(ENDPOINT + "/delete").body()).contains("<h1>Delete endpoint</h1>", "deleted for good");
        assertThat(post(ENDPOINT + "/delete", "version=3").location()).isEqualTo(WEBHOOKS + "?notice=deleted");
        assertThat(get(ENDPOINT).status()).isEqualTo(404);
    }

    private Reply get(String target) {
        return console.get(target, SampleTokens.ADMIN);
    }

    private Reply post(String target, String form) {
        return console.post(target, SampleTokens.ADMIN, form);
    }

    private @Nullable String next(String page) {
        return NEXT.matcher(get(page).body())
                .results()
                .map(link -> link.group(1))
                .findFirst()
                .orElse(null);
    }
}
