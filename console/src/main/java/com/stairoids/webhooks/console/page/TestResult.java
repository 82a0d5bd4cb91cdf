package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.AttemptView;
import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.console.display.BodyText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param path the endpoint's page
 * @param delivery null while nothing is known of it
 * @param attempt null where none was made, or it could not be read
 * @param until when looking for it ends
 * @param isPatient whether it is still looked for
 */
public record TestResult(
        String path,
        String workspaceId,
        String deliveryId,
        @Nullable DeliveryView delivery,
        @Nullable AttemptView attempt,
        Instant until,
        boolean isPatient) {
    private static final int FIRST_CHARACTERS = 600;

    public String deliveryUrl() {
        return Paths.delivery(workspaceId, deliveryId);
    }

    public String liveUrl() {
        return path + "/test/" + Paths.encoded(deliveryId) + "?" + TestPage.UNTIL + "="
                + Paths.encoded(until.toString());
    }

    /** For a browser without scripts. */
    public String againUrl() {
        return path + "?" + TestPage.TEST + "=" + Paths.encoded(deliveryId) + "&" + TestPage.UNTIL + "="
                + Paths.encoded(until.toString()) + TestSection.ANCHOR;
    }

    /** The answer's first part; null where there was none. */
    public @Nullable BodyText answer() {
        if (attempt == null || attempt.response() == null) {
            return null;
        }
        BodyText body = BodyText.ofAnswer(attempt.response());
        return body.text().length() <= FIRST_CHARACTERS
                ? body
                : new BodyText(body.text().substring(0, FIRST_CHARACTERS), "The delivery's page has more of it.");
    }
}
