package com.stairoids.webhooks.deliverylog.browse;

import static com.stairoids.webhooks.deliverylog.view.LogDriver.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.EndpointActivity.FailedAttempt;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.view.Happenings;
import com.stairoids.webhooks.deliverylog.view.LogDriver;
import com.stairoids.webhooks.schemas.delivery.Cause;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBrowserTest {
    private static final DeliveryQuery OURS = DeliveryQuery.of("ws_1");

    @TempDir
    private Path state;

    private LogDriver log;

    @BeforeEach
    void start() {
        log = new LogDriver(state);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void noWorkspaceSeesAnothersWhateverItAsksFor() throws LogUnavailableException {
        log.write(Happenings.of("ws_1", "ep_1", "dlv_1", NOW).delivered(1, 1));
        log.write(Happenings.of("ws_10", "ep_1", "dlv_1", NOW).failed(1, 1));
        LogBrowser browser = log.browser();
        DeliveryQuery foreign = DeliveryQuery.of("ws_2");

        assertThat(browser.find("ws_2", "dlv_1")).isEmpty();
        assertThat(browser.activities("ws_2")).isEmpty();
        assertThat(browser.activity("ws_2", "ep_1")).isEmpty();
        assertThat(browser.list(foreign).deliveries()).isEmpty();
        assertThat(browser.list(foreign.ofEndpoint("ep_1")).deliveries()).isEmpty();
        assertThat(browser.list(foreign.ofEvent("evt_dlv_1")).deliveries()).isEmpty();
        assertThat(browser.list(foreign.withStatuses(Set.of(DeliveryStatus.DELIVERED)))
                        .deliveries())
                .isEmpty();
        assertThat(browser.list(OURS).deliveries())
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.identity().workspaceId()).isEqualTo("ws_1"));
        assertThat(browser.activities("ws_1"))
                .singleElement()
                .satisfies(
                        activity -> assertThat(activity.deliveries()).isEqualTo(Map.of(DeliveryStatus.DELIVERED, 1L)));
    }

    @Test
    void aPageGoesOnWhereTheOneBeforeEndedThoughOthersCameIn() throws LogUnavailableException {
        write("dlv_a", "dlv_b", "dlv_c", "dlv_d");
        DeliveryPage first = log.browser().list(OURS.atMost(2));
        write("dlv_e", "dlv_f");

        DeliveryPage second = log.browser().list(OURS.atMost(2).after(first.next()));

        assertThat(ids(first)).containsExactly("dlv_d", "dlv_c");
        assertThat(ids(second)).containsExactly("dlv_b", "dlv_a");
        assertThat(second.next()).isNull();
    }

    @Test
    void deliveriesOfOneMillisecondAreEachSeenOnce() throws LogUnavailableException {
        for (int number = 0; number < 5; number++) {
            log.write(Happenings.of("ws_1", "ep_" + number % 2, "dlv_" + number, NOW)
                    .delivered(1, 1));
        }

        DeliveryPage first = log.browser().list(OURS.atMost(3));
        DeliveryPage second = log.browser().list(OURS.atMost(3).after(first.next()));

        assertThat(ids(first)).containsExactly("dlv_4", "dlv_3", "dlv_2");
        assertThat(ids(second)).containsExactly("dlv_1", "dlv_0");
    }

    @Test
    void timesThatNobodyMeansFindNothingOrAllAndFailNever() throws LogUnavailableException {
        write("dlv_a");

        assertThat(ids(log.browser().list(OURS.from(Instant.MIN).until(Instant.MAX))))
                .containsExactly("dlv_a");
        assertThat(ids(log.browser().list(OURS.from(Instant.MAX)))).isEmpty();
        assertThat(ids(log.browser().list(OURS.until(Instant.MIN)))).isEmpty();
        assertThat(ids(log.browser().list(OURS.from(NOW.plusMillis(1)).until(NOW))))
                .isEmpty();
    }

    @Test
    void anEventWithMoreDeliveriesThanAreLookedAtIsFoundByGoingOn() throws LogUnavailableException {
        for (int number = 0; number < 15; number++) {
            log.write(new Happenings(
                            Happenings.identity(
                                    "ws_1", "ep_1", "dlv_" + number, "evt_same", "signal.created", Cause.EVENT),
                            NOW)
                    .delivered(1, 1));
        }
        DeliveryQuery elsewhere = OURS.ofEvent("evt_same").ofEndpoint("ep_2");

        LogBrowser browser = new LogBrowser(log.stores(), 10);
        DeliveryPage first = browser.list(elsewhere);
        DeliveryPage second = browser.list(elsewhere.after(first.next()));

        assertThat(first.deliveries()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(second.next()).isNull();
    }

    @Test
    void anEndpointsLastFailureAndSuccessAreNoTests() throws LogUnavailableException {
        log.write(Happenings.of("ws_1", "ep_1", "dlv_1", NOW).failed(1, 1));
        log.write(Happenings.of("ws_1", "ep_1", "dlv_1", NOW.plusSeconds(1)).delivered(2, 1));
        Happenings test = new Happenings(
                Happenings.identity("ws_1", "ep_1", "dlv_2", "evt_2", "signal.scored", Cause.TEST), NOW.plusSeconds(2));
        log.write(test.failedLast(1, 1));

        assertThat(log.browser().activity("ws_1", "ep_1"))
                .hasValue(new EndpointActivity(
                        "ep_1",
                        Map.of(DeliveryStatus.DELIVERED, 1L, DeliveryStatus.FAILED, 1L),
                        Set.of("signal.created", "signal.scored"),
                        NOW.plusSeconds(1),
                        new FailedAttempt(NOW, "dlv_1", Happenings.REFUSED, 500)));
    }

    private void write(String... deliveries) {
        for (String delivery : deliveries) {
            log.write(Happenings.of("ws_1", "ep_1", delivery, NOW).delivered(1, 1));
        }
    }

    private static List<String> ids(DeliveryPage page) {
        return page.deliveries().stream()
                .map(delivery -> delivery.identity().id())
                .toList();
    }
}
