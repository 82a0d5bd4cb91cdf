package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import com.stairoids.webhooks.console.api.SampleHistory;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.time.Duration;
import java.time.Instant;

/** A delivery of each kind, to look at. */
final class SampleLog {
    private static final String BODY = """
            {"event":"signal.created","id":"evt_01HXYZ9876STUVWX","created_at":"2026-11-25T10:00:00Z","workspace_id":"ws_1",\
            "data":{"signal":{"id":"sig_1","type":"page_view","score":1.10,"properties":{"url":"https://www.acme.com/pricing",\
            "note":"<script>alert(1)</script>"},"tags":["a","b"]}}}""";

    private SampleLog() {}

    static void fill(ConsoleWithoutKafka console, String endpointId, Instant now) {
        console.delivery(endpointId, "dlv_signal", now.minusSeconds(70))
                .test()
                .answered(Duration.ZERO, 200, "application/json", "{\"ok\":true,\"took\":[1,2]}")
                .delivered();
        console.delivery(endpointId, "dlv_retrying", now.minusSeconds(400))
                .body(BODY)
                .answered(Duration.ZERO, 503, "application/json", "{\"error\":\"down for maintenance\",\"retry\":true}")
                .unanswered(
                        Duration.ofSeconds(62), FailureReason.TIMEOUT, "The endpoint did not answer within 10 seconds.")
                .parked(Duration.ofSeconds(65), "The endpoint has not answered for 30 seconds.")
                .answered(Duration.ofSeconds(390), 500, "text/html", "<h1>Oops</h1><script>alert(1)</script>")
                .retrying(now.plusSeconds(1790));
        console.delivery(endpointId, "dlv_waiting", now.minusSeconds(500))
                .parked(Duration.ZERO, "The endpoint has not answered for 30 seconds.")
                .waiting();
        console.delivery(endpointId, "dlv_again", now.minusSeconds(700))
                .repeating("dlv_failed")
                .answered(Duration.ZERO, 204, "text/plain", "")
                .delivered();
        sixFailures(console.delivery(endpointId, "dlv_failed", now.minusSeconds(50_000))
                        .body(BODY))
                .repeatedAs("dlv_again")
                .failed();
        console.delivery(endpointId, "dlv_cancelled", now.minusSeconds(60_000))
                .answered(Duration.ZERO, 500, "text/plain", "no")
                .cancelled(CancelReason.ENDPOINT_DISABLED);
        for (int number = 0; number < 60; number++) {
            console.delivery(endpointId, "dlv_" + number, now.minusSeconds(70_000 + 600L * number))
                    .ofEvent(number % 3 == 0 ? "account.score_changed" : "signal.scored", "evt_01HXYZ98" + number)
                    .answered(Duration.ZERO, 200, "text/plain", "OK")
                    .delivered();
        }
    }

    private static SampleHistory sixFailures(SampleHistory history) {
        for (int minutes : new int[] {0, 1, 6, 36, 156, 636}) {
            history.answered(Duration.ofMinutes(minutes), 500, "text/plain", "no");
        }
        return history;
    }
}
