package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import com.stairoids.webhooks.console.api.Reply;
import com.stairoids.webhooks.console.api.SampleHistory;
import com.stairoids.webhooks.console.api.SampleTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeliveryLogPageTest {
    private static final Instant AT = SampleHistory.AT;
    private static final String PATH = "/workspaces/ws_1/webhooks/ep_1";
    private static final Pattern ROW = Pattern.compile("id=\"row-([^\"]+)\"");
    private static final Pattern SEEN = Pattern.compile("\"seen\":\"([0-9a-f]+)\"");
    private static final Pattern OLDER = Pattern.compile("href=\"([^\"]+)\">Older");

    private static ConsoleWithoutKafka console;

    @BeforeAll
    static void startConsole() {
        console = new ConsoleWithoutKafka();
    }

    @AfterAll
    static void stopConsole() {
        console.close();
    }

    @BeforeEach
    void rememberAnEndpoint() {
        console.forgetDeliveries();
        console.logAnswers(true);
        console.endpoints.remember(ConsoleWithoutKafka.WORKSPACE, "ep_1", "CRM", null);
    }

    @Test
    void rowsSayHowDeliveriesStandNewestFirst() {
        deliver("dlv_1", 0);
        console.delivery("ep_1", "dlv_2", AT.plusSeconds(60))
                .ofEvent("signal.scored", "evt_7")
                .answered(Duration.ZERO, 503, "text/plain", "no")
                .retrying(AT.plusSeconds(120));
        console.delivery("ep_1", "dlv_3", AT.plusSeconds(120))
                .test()
                .answered(Duration.ZERO, 200, "a/b", "")
                .delivered();
        console.delivery("ep_other", "dlv_4", AT)
                .answered(Duration.ZERO, 200, "a/b", "")
                .delivered();

        String page = admin(PATH).body();

        assertThat(rows(page)).containsExactly("dlv_3", "dlv_2", "dlv_1");
        assertThat(words(page))
                .contains("Delivery Log")
                .contains("25 Nov, 10:01:00 signal.scored evt_7 Retrying 503 1 25 Nov, 10:02:00")
                .contains("25 Nov, 10:02:00 signal.created Test evt_dlv_3 Delivered 200 1 none");
        assertThat(page).contains("href=\"/workspaces/ws_1/deliveries/dlv_2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "status=failed, dlv_2",
        "status=delivered, dlv_1",
        "event_type=signal.scored, dlv_2",
        "event_id=evt_dlv_1, dlv_1",
        "from=2026-11-25T10:00:30, dlv_2",
        "until=2026-11-25T10:00:30, dlv_1",
        "from=2026-11-25T10:00:00Z&until=2026-11-25T10:01, dlv_1",
        "status=&event_type=&event_id=&from=&until=&status=, dlv_2 dlv_1"
    })
    void filtersLeaveOutTheRest(String query, String rows) {
        deliver("dlv_1", 0);
        console.delivery("ep_1", "dlv_2", AT.plusSeconds(60))
                .ofEvent("signal.scored", "evt_7")
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .failed();

        assertThat(rows(admin(PATH + "?" + query.replace(":", "%3A")).body())).containsExactly(rows.split(" "));
    }

    @Test
    void theFormSaysWhatIsFiltered() {
        String page = admin(
                        PATH + "?status=failed&event_type=signal.scored&event_id=evt_%22&from=2026-11-25T10%3A00%3A30Z")
                .body();

        assertThat(page)
                .contains("<option value=\"failed\" selected>Failed</option>")
                .contains("<option value=\"signal.scored\" selected>signal.scored</option>")
                .contains("value=\"evt_&#34;\"", "value=\"2026-11-25T10:00:30\"", ">Clear</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "status=none, Status: there is no such one.",
        "event_id=%3Cscript%3E, Event ID: it is 1 to 128",
        "from=yesterday, From: this is no date with a time.",
        "until=2026-99-99T99:99, Until: this is no date with a time.",
        "cursor=none, This page of the log is not known here."
    })
    void aFilterThatIsNoneSaysWhatIsWrong(String query, String sentence) {
        Reply reply = admin(PATH + "?" + query);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(words(reply.body())).contains(sentence).contains("Clear them");
        assertThat(reply.body()).doesNotContain("<script>", "every 2s");
    }

    @Test
    void anEmptyLogTeachesAndFiltersThatMatchNothingSaySo() {
        assertThat(words(admin(PATH).body())).contains("No deliveries yet.", "“Test” above sends a sample now.");
        assertThat(words(admin(PATH + "?status=failed").body()))
                .contains("No delivery matches these filters.")
                .doesNotContain("No deliveries yet.");
    }

    @Test
    void theCursorLeadsToOlderOnesUntilTheEndAndBackToTheNewest() {
        for (int number = 0; number < 60; number++) {
            deliver("dlv_" + number, number);
        }

        String first = admin(PATH + "?status=delivered").body();
        String older = OLDER.matcher(first)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace("&amp;", "&");
        String second = admin(older.replaceAll("#.*", "")).body();

        assertThat(rows(first)).hasSize(50).startsWith("dlv_59").doesNotContain("dlv_9");
        assertThat(rows(second)).hasSize(10).startsWith("dlv_9").endsWith("dlv_0");
        assertThat(older).endsWith("#delivery-log").contains("status=delivered");
        assertThat(second)
                .contains("href=\"" + PATH + "?status=delivered#delivery-log\">Newest</a>")
                .doesNotContain(">Older</a>");
    }

    @Test
    void whoeverKeepsLookingIsSentOnlyWhatChanged() {
        deliver("dlv_1", 0);
        String page = admin(PATH).body();
        String seen = SEEN.matcher(page.substring(page.indexOf("id=\"deliveries\"")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        Reply same = part(PATH + "/log?seen=" + seen);
        deliver("dlv_2", 60);
        Reply changed = part(PATH + "/log?seen=" + seen);

        assertThat(page).contains("hx-get=\"" + PATH + "/log\" hx-trigger=\"every 2s\"");
        assertThat(same.status()).isEqualTo(204);
        assertThat(rows(changed.body())).containsExactly("dlv_2", "dlv_1");
        assertThat(changed.body().strip()).startsWith("<div id=\"deliveries\"");
    }

    @Test
    void whoeverOpensThePartByItselfIsLedToThePage() {
        Reply reply = admin(PATH + "/log?status=failed&event_id=a%26b");

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.location()).isEqualTo(PATH + "?status=failed&event_id=a%26b#delivery-log");
    }

    @Test
    void aLogThatIsBeingReadIsLookedAtAgainByItself() {
        console.logAnswers(false);

        Reply page = admin(PATH);

        assertThat(page.status()).isEqualTo(200);
        assertThat(words(page.body())).contains("The delivery log cannot be asked yet");
        assertThat(page.body()).contains("hx-get=\"" + PATH + "/log\" hx-trigger=\"every 2s\"");
    }

    @Test
    void aForeignTokenSeesNoRow() {
        deliver("dlv_1", 0);

        for (String path : List.of(PATH, PATH + "/log", PATH.replace("ws_1", "ws_10") + "/log")) {
            Reply reply = console.get(path, console.sealed(SampleTokens.FOREIGN_ADMIN), Map.of("HX-Request", "true"));
            assertThat(rows(reply.body())).isEmpty();
        }
    }

    @Test
    void whatAnEventCallsItselfIsText() {
        console.delivery("ep_1", "dlv_1", AT)
                .ofEvent("<script>alert(1)</script>", "\"><img src=x>")
                .answered(Duration.ZERO, 200, "a/b", "")
                .delivered();

        assertThat(admin(PATH).body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>", "<img");
    }

    private static void deliver(String id, int secondsLater) {
        console.delivery("ep_1", id, AT.plusSeconds(secondsLater))
                .answered(Duration.ZERO, 200, "text/plain", "OK")
                .delivered();
    }

    private static Reply admin(String target) {
        return console.get(target, SampleTokens.ADMIN);
    }

    private static Reply part(String target) {
        return console.get(target, console.sealed(SampleTokens.ADMIN), Map.of("HX-Request", "true"));
    }

    private static List<String> rows(String page) {
        return ROW.matcher(page).results().map(row -> row.group(1)).toList();
    }

    private static String words(String page) {
        return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
