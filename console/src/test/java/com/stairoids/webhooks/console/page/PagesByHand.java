package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import java.time.Instant;
import java.time.InstantSource;

/** Serves the pages over remembered endpoints, to look at them: {@code PagesByHand PORT}. Ends with its input. */
public final class PagesByHand {
    private PagesByHand() {}

    public static void main(String[] arguments) throws Exception {
        try (ConsoleWithoutKafka console =
                new ConsoleWithoutKafka(Integer.parseInt(arguments[0]), InstantSource.system())) {
            console.endpoints.remember(ConsoleWithoutKafka.WORKSPACE, "ep_1", "CRM", "Scores for the sales team");
            console.endpoints.remember(ConsoleWithoutKafka.WORKSPACE, "ep_2", "Warehouse", null);
            console.endpoints.remember(
                    ConsoleWithoutKafka.WORKSPACE, "ep_3", "<script>alert(1)</script>", "<b>bold</b>");
            console.fail("ep_1", "dlv_1");
            SampleLog.fill(console, "ep_1", Instant.now());
            System.out.println(
                    "http://127.0.0.1:" + console.port() + Paths.LOGIN + "?once=" + console.links.make("tok_admin"));
            while (System.in.read() >= 0) {
                // Until whoever started it hangs up.
            }
        }
    }
}
