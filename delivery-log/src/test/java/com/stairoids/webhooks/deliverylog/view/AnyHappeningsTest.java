package com.stairoids.webhooks.deliverylog.view;

import static com.stairoids.webhooks.deliverylog.view.LogDriver.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.attempt.Happening;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, and whatever is asked, the log answers as a list that is gone through would; the seed is the case's name. */
class AnyHappeningsTest {
    private static final Duration RETENTION = Duration.ofHours(1);
    private static final ExpiryRules RULES =
            new ExpiryRules(RETENTION, Duration.ofMinutes(1), Duration.ofMillis(1), 7, 2);

    @TempDir
    private Path state;

    private final NaiveLog model = new NaiveLog();
    private Instant now = NOW;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answersAsAPlainListWould(long seed) throws LogUnavailableException {
        RandomHappenings any = new RandomHappenings(seed, 100);
        try (LogDriver log = new LogDriver(state, RULES)) {
            for (int round = 0; round < 40; round++) {
                for (int number = 0; number < 15; number++) {
                    Happening happening = any.next(now);
                    log.write(happening, now);
                    model.add(happening, now);
                    pass(log, any.below(3));
                }
                if (round % 7 == 0) {
                    pass(log, Duration.ofMinutes(1 + any.below(30)).toMillis());
                    sweep(log);
                    sweep(log);
                    assertThatEndpointsAreAsInTheModel(log);
                }
                for (int question = 0; question < 10; question++) {
                    assertThatPagesAreAsInTheModel(log, any.query(NOW, now));
                }
            }
            assertThatInTheEndNothingIsLeft(log);
        }
    }

    private void pass(LogDriver log, long millis) {
        now = now.plusMillis(millis);
        log.advance(Duration.ofMillis(millis));
    }

    /** A sweep begins at each whole minute since the start, and goes through all in steps of a millisecond. */
    private void sweep(LogDriver log) {
        pass(log, 60_000 - Duration.between(NOW, now).toMillis() % 60_000);
        Instant begun = now;
        for (int step = 0; step < 200; step++) {
            pass(log, 1);
        }
        model.removeOlderThan(begun.minus(RETENTION));
    }

    private void assertThatPagesAreAsInTheModel(LogDriver log, DeliveryQuery query) throws LogUnavailableException {
        List<String> expected = model.ids(query);
        List<String> found = new ArrayList<>();
        DeliveryPosition after = null;
        do {
            DeliveryPage page = log.browser().list(query.after(after));
            assertThat(page.deliveries()).hasSizeLessThanOrEqualTo(query.limit());
            page.deliveries().forEach(delivery -> found.add(delivery.identity().id()));
            assertThat(found).as(query::toString).hasSizeLessThanOrEqualTo(expected.size());
            after = page.next();
        } while (after != null);

        assertThat(found).as(query::toString).isEqualTo(expected);
    }

    private void assertThatEndpointsAreAsInTheModel(LogDriver log) throws LogUnavailableException {
        for (String workspace : List.of("ws_1", "ws_10", "ws_2")) {
            for (EndpointActivity activity : log.browser().activities(workspace)) {
                DeliveryQuery all = DeliveryQuery.of(workspace).ofEndpoint(activity.endpointId());
                assertThat(activity.deliveries())
                        .isEqualTo(model.matching(all)
                                .collect(Collectors.groupingBy(NaiveLog.Row::status, Collectors.counting())));
            }
            model.matching(DeliveryQuery.of(workspace)).forEach(row -> {
                LoggedDelivery logged = log.find(workspace, row.identity().id()).orElseThrow();
                assertThat(logged.status()).isEqualTo(row.status());
                assertThat(logged.loggedAt()).isEqualTo(row.at());
                assertThat(logged.entries()).hasSameSizeAs(row.happenings());
            });
        }
    }

    /** Also nothing that a delivery was found by. */
    private void assertThatInTheEndNothingIsLeft(LogDriver log) {
        pass(log, RETENTION.plus(Duration.ofHours(2)).toMillis());
        sweep(log);
        assertThat(log.entries(log.deliveries())).isZero();
        assertThat(log.entries(log.totals())).as("but how far the log is").isEqualTo(1);
        assertThat(log.progress.byPartition().values())
                .extracting(Applied::deliveries)
                .containsExactly(0L);
    }
}
