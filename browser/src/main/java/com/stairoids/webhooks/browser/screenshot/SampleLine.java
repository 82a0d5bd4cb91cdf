package com.stairoids.webhooks.browser.screenshot;

import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import com.stairoids.webhooks.browser.line.Customer;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.sample.Samples;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** A line that a customer has used for a day, on this machine alone: names lead to it, and its receivers speak TLS. */
final class SampleLine implements AutoCloseable {
    static final String WORKSPACE = Samples.WORKSPACE_ID;

    private static final List<EventType> TYPES = List.of(EventType.values());
    private static final int EVENTS = 12;
    private static final int SEED = 7;

    private final SampleNames names;
    private final Receiver receiver;
    private final Line line;
    private final Random random = new Random(SEED);
    private final Map<SampleEndpoint, Customer> customers = new HashMap<>();
    private final Map<SampleEndpoint, String> paths = new HashMap<>();

    private SampleLine(SampleNames names, Receiver receiver, Line line) {
        this.names = names;
        this.receiver = receiver;
        this.line = line;
        for (SampleEndpoint endpoint : SampleEndpoint.ALL) {
            customers.put(endpoint, new Customer(receiver, endpoint.path()));
        }
    }

    /** Its retries are as documented. */
    static SampleLine start(Path directory) throws IOException {
        CertificateAuthority authority = CertificateAuthority.create();
        Path trusted = Files.writeString(directory.resolve("authority.pem"), authority.pem());
        SampleNames names = SampleNames.start();
        String[] hosts = SampleEndpoint.ALL.stream().map(SampleEndpoint::host).toArray(String[]::new);
        Receiver receiver = Receiver.start(authority.server(hosts));
        Line line = Line.start(
                directory,
                List.of("--set", "sender.extra-ca-file=" + trusted),
                List.of("-Ddns.server=" + names.address()));
        return new SampleLine(names, receiver, line);
    }

    Visitor signedIn(Chromium chromium) {
        Visitor visitor = chromium.visitor(line);
        visitor.page().navigate(line.loginLink().toString());
        visitor.heading("Webhooks").waitFor();
        return visitor;
    }

    String path(SampleEndpoint endpoint) {
        return paths.getOrDefault(endpoint, "");
    }

    /** Adds the endpoints by the page, writes a day of their log, and has a few events delivered. */
    void use(Visitor visitor) throws ExecutionException, InterruptedException {
        Map<SampleEndpoint, String> ids = new HashMap<>();
        for (SampleEndpoint endpoint : SampleEndpoint.ALL) {
            String path = visitor.addEndpoint(
                    WORKSPACE, endpoint.name(), endpoint.url(receiver.port()), endpoint.eventTypeNames());
            paths.put(endpoint, path);
            ids.put(endpoint, path.substring(path.lastIndexOf('/') + 1));
        }
        new History(line.kafka(), WORKSPACE, random).write(ids, Instant.now());
        customer(SampleEndpoint.ALERTS).awaitEvent(line, WORKSPACE, "evt_01KB0000");
        SampleEvents events = new SampleEvents(line, WORKSPACE, random);
        for (int number = 0; number < EVENTS; number++) {
            EventType type = TYPES.get(number % TYPES.size());
            String event = events.produce(type);
            if (SampleEndpoint.CRM.eventTypes().contains(type)) {
                crm().awaitRequest(event);
            }
        }
    }

    /** The CRM fails for a moment; the id of the event that met it. */
    String outage() {
        crm().answers(503, "{\"error\":\"maintenance\",\"retry_in\":\"a few minutes\"}");
        String event = new SampleEvents(line, WORKSPACE, random).produce(EventType.ACCOUNT_SCORE_CHANGED);
        crm().awaitRequest(event);
        return event;
    }

    /** Until the CRM was tried again with that event. */
    void awaitRetry(String event) {
        crm().awaitRequests(event, 2);
    }

    @Override
    public void close() {
        line.close();
        receiver.close();
        names.close();
    }

    private Customer crm() {
        return customer(SampleEndpoint.CRM);
    }

    private Customer customer(SampleEndpoint endpoint) {
        return Objects.requireNonNull(customers.get(endpoint), endpoint::name);
    }
}
