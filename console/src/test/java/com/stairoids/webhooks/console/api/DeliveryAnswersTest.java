package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the API answers of single deliveries, held to the document. */
final class DeliveryAnswersTest {
    private static final String DELIVERIES = "/api/v1/workspaces/ws_1/deliveries";

    private static ConsoleWithoutKafka console;

    @BeforeAll
    static void startConsole() {
        console = new ConsoleWithoutKafka();
    }

    @AfterAll
    static void stopConsole() {
        console.close();
    }

    @Test
    void eachTimeThatADeliveryCameToWaitIsTold() {
        console.delivery("ep_1", "dlv_1", SampleHistory.AT)
                .parked(Duration.ofSeconds(1), "The endpoint is busy.")
                .answered(Duration.ofSeconds(2), 500, "text/plain", "no")
                .parked(Duration.ofSeconds(3), "The endpoint does not answer.")
                .waiting();

        Reply one = get(DELIVERIES + "/dlv_1");
        Reply listed = get(DELIVERIES);

        assertThat(one.json().path("parkings").toString())
                .isEqualTo("[{\"at\":\"2026-11-25T10:00:01Z\",\"reason\":\"The endpoint is busy.\"},"
                        + "{\"at\":\"2026-11-25T10:00:03Z\",\"reason\":\"The endpoint does not answer.\"}]");
        assertThat(listed.body()).contains("dlv_1").doesNotContain("parkings");
    }

    @Test
    void oneThatNeverWaitedHasNone() {
        console.delivery("ep_1", "dlv_2", SampleHistory.AT)
                .answered(Duration.ZERO, 200, "text/plain", "OK")
                .delivered();

        assertThat(get(DELIVERIES + "/dlv_2").json().has("parkings")).isFalse();
    }

    private static Reply get(String target) {
        Reply reply =
                console.http.send("GET", target, Map.of("Authorization", "Bearer " + SampleTokens.VIEWER), new byte[0]);
        new DocumentCheck().check("GET", target, reply);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }
}
