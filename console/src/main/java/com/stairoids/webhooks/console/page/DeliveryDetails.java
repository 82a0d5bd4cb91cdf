package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.console.api.EndpointView;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.display.BodyText;
import com.stairoids.webhooks.console.display.TimelineItem;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.schemas.delivery.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery's page shows.
 *
 * @param endpoint null where it is deleted
 * @param timeline what happened, and what will
 * @param retriggered the delivery that was just asked for; null where none was
 * @param problem why something that was asked for was not done; null where nothing was
 * @param key names the next request to re-trigger it, so that sending a form twice sends one delivery
 * @param seen differs wherever how it stands differs
 */
public record DeliveryDetails(
        DeliveryView delivery,
        @Nullable EndpointView endpoint,
        List<TimelineItem> timeline,
        @Nullable Retrigger retriggered,
        @Nullable Problem problem,
        boolean mayChange,
        String csrf,
        String key,
        String seen) {
    /** What stands in a text for bytes that are none. */
    private static final String REPLACED = "\uFFFD";

    /** A delivery that repeats this one; {@code view} is null until its first attempt. */
    public record Retrigger(String id, @Nullable DeliveryView view) {}

    public String path() {
        return Paths.delivery(delivery.workspaceId(), delivery.id());
    }

    public String endpointPath() {
        return Paths.endpoint(delivery.workspaceId(), delivery.endpointId());
    }

    public String path(String deliveryId) {
        return Paths.delivery(delivery.workspaceId(), deliveryId);
    }

    /** Where one is that repeats this one and that the log may not have yet. */
    public String pathOfRepeated(String deliveryId) {
        return path(deliveryId) + "?" + DeliveryPage.REPLAY_OF + "=" + Paths.encoded(delivery.id());
    }

    public String liveUrl() {
        return retriggered == null
                ? path()
                : path() + "?" + DeliveryPage.RETRIGGERED + "=" + Paths.encoded(retriggered.id());
    }

    public boolean isWaiting() {
        return delivery.status() == DeliveryStatus.RETRYING || delivery.status() == DeliveryStatus.PARKED;
    }

    public boolean isTest() {
        return delivery.cause() == Cause.TEST;
    }

    /** Whether it may still change by itself. */
    public boolean isLive() {
        return isWaiting() || (retriggered != null && retriggered.view() == null);
    }

    /** Whether it is a dead letter, whose body is kept for longer than the log can show it. */
    public boolean isDeadLetter() {
        return delivery.status() == DeliveryStatus.FAILED && !isTest();
    }

    public boolean isRetriggerable() {
        return mayChange && !isWaiting() && !isTest() && endpoint != null;
    }

    public List<String> replayedAs() {
        return Objects.requireNonNullElse(delivery.replayedAs(), List.of());
    }

    /** Null where the body is not to be had. */
    public @Nullable BodyText payload() {
        return delivery.body() == null ? null : BodyText.ofPayload(delivery.body());
    }

    /**
     * The bytes that were signed, in Base64: HTML would change line ends within them. Null where the body is not to be had,
     * or may have had bytes that are no UTF-8.
     */
    public @Nullable String exactPayload() {
        String body = delivery.body();
        return body == null || body.contains(REPLACED)
                ? null
                : Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    }
}
