package com.stairoids.webhooks.browser.screenshot;

import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.event.EventType;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What goes on at invented companies. */
final class SampleEvents {
    private static final List<String> COMPANIES = List.of("Globex", "Initech", "Hooli", "Umbra", "Vandelay", "Wernham");
    private static final List<String> PAGES = List.of("pricing", "docs/api", "security", "customers", "changelog");

    private final Line line;
    private final String workspaceId;
    private final Random random;

    SampleEvents(Line line, String workspaceId, Random random) {
        this.line = line;
        this.workspaceId = workspaceId;
        this.random = random;
    }

    /** Has upstream produce one of that type; its id. */
    String produce(EventType type) {
        String eventId = "evt_" + id();
        line.produce(type, workspaceId, eventId, data(type));
        return eventId;
    }

    private String data(EventType type) {
        return switch (type) {
            case SIGNAL_CREATED -> "{\"signal\":{" + signal() + ",\"account\":{" + account() + "}}}";
            case SIGNAL_SCORED ->
                "{\"signal\":{" + signal() + ",\"score\":" + (20 + random.nextInt(70)) + ",\"account\":{" + account()
                        + "}}}";
            case AUTOMATION_TRIGGERED ->
                "{\"automation\":{\"id\":\"aut_" + id()
                        + "\",\"name\":\"Pricing page visitors to sales\",\"type\":\"outbound\",\"account\":{"
                        + account()
                        + "}}}";
            case ACCOUNT_SCORE_CHANGED ->
                "{\"account\":{" + account() + ",\"score\":" + (100 + random.nextInt(90)) + ",\"previous_score\":"
                        + (60 + random.nextInt(40)) + ",\"signal\":{" + signal() + "}}}";
            case CONTACT_SCORE_CHANGED ->
                "{\"contact\":{\"id\":\"con_" + id() + "\",\"score\":" + (40 + random.nextInt(50))
                        + ",\"previous_score\":" + random.nextInt(40) + ",\"account\":{" + account() + "}}}";
        };
    }

    private String signal() {
        return "\"id\":\"sig_" + id()
                + "\",\"type\":\"page_view\",\"source\":\"segment\",\"properties\":{\"url\":\"https://www.acme.example/"
                + PAGES.get(random.nextInt(PAGES.size())) + "\"}";
    }

    private String account() {
        String name = COMPANIES.get(random.nextInt(COMPANIES.size()));
        return "\"id\":\"acc_" + id() + "\",\"domain\":\"" + name.toLowerCase(Locale.ROOT) + ".example\",\"name\":\""
                + name + "\"";
    }

    private String id() {
        return "01KB"
                + Long.toString(random.nextLong(1L << 60, Long.MAX_VALUE), 32).toUpperCase(Locale.ROOT);
    }
}
