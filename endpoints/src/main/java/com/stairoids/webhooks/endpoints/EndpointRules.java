package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.target.TargetUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an endpoint may be like. Every refusal says what is wrong and what to do. */
public final class EndpointRules {
    public static final int MAX_NAME_LENGTH = 128;
    public static final int MAX_DESCRIPTION_LENGTH = 1024;

    private static final String URL = "url";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String RATE_LIMIT = "rate_limit";
    private static final String EVENT_TYPES = "event_types";
    private static final String HEADERS = "headers";

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7E]*");

    private EndpointRules() {}

    /** One for each thing that is wrong; empty where it may be registered. */
    static List<Refusal> refusals(NewEndpoint asked, TargetGuard guard) {
        return Stream.of(
                        Refusal.of("", workspaceRefusal(asked.workspaceId())),
                        Refusal.of(URL, urlRefusal(asked.url(), guard)),
                        Refusal.of(NAME, textRefusal(NAME, asked.name(), 1, MAX_NAME_LENGTH)),
                        Refusal.of(
                                DESCRIPTION, textRefusal(DESCRIPTION, asked.description(), 0, MAX_DESCRIPTION_LENGTH)),
                        Refusal.of(RATE_LIMIT, rateLimitRefusal(asked.rateLimit())),
                        Refusal.of("", CreationName.refusal(asked.creationName())),
                        Refusal.of(EVENT_TYPES, eventTypeRefusals(asked.eventTypes())),
                        Refusal.of(HEADERS, HeaderRules.refusals(asked.headers())))
                .flatMap(refusals -> refusals)
                .toList();
    }

    /** One for each thing that is wrong; empty where {@code present} may become what is asked for. */
    static List<Refusal> refusals(EndpointPatch asked, Subscription present, TargetGuard guard) {
        String name = value(asked.name()).orElse(null);
        String description = value(asked.description()).orElse(null);
        return Stream.of(
                        Refusal.of(URL, cleared("URL", asked.url())),
                        Refusal.of(EVENT_TYPES, cleared("list of event types", asked.eventTypes())),
                        Refusal.of("status", cleared("status", asked.status())),
                        Refusal.of(URL, value(asked.url()).flatMap(url -> urlRefusal(url, guard))),
                        Refusal.of(NAME, textRefusal(NAME, name, 1, MAX_NAME_LENGTH)),
                        Refusal.of(DESCRIPTION, textRefusal(DESCRIPTION, description, 0, MAX_DESCRIPTION_LENGTH)),
                        Refusal.of(
                                RATE_LIMIT,
                                rateLimitRefusal(value(asked.rateLimit()).orElse(null))),
                        Refusal.of(
                                EVENT_TYPES,
                                value(asked.eventTypes()).stream().flatMap(EndpointRules::eventTypeRefusals)),
                        Refusal.of(HEADERS, HeaderRules.refusals(asked.headers(), present.headers())))
                .flatMap(refusals -> refusals)
                .toList();
    }

    private static <T> Optional<T> value(Edit<T> edit) {
        return edit instanceof Edit.Set<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    private static Optional<String> cleared(String what, Edit<?> edit) {
        return edit instanceof Edit.Clear<?>
                ? Optional.of("The " + what + " cannot be taken away. Give another, or leave it out to keep it.")
                : Optional.empty();
    }

    /** The URL's host and path, as far as a name may be long: what an endpoint is called that nobody named. */
    public static String defaultName(String url) {
        URI uri = URI.create(url);
        String name = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath();
        return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH);
    }

    private static Optional<String> workspaceRefusal(String workspaceId) {
        return Identifiers.isOpaqueId(workspaceId)
                ? Optional.empty()
                : Optional.of("The workspace id is not 1 to 128 of A-Z a-z 0-9 _ -. Use the one that the workspace's"
                        + " events carry.");
    }

    private static Optional<String> urlRefusal(String url, TargetGuard guard) {
        return PRINTABLE_ASCII.matcher(url).matches()
                ? TargetUrl.refusal(url, guard)
                : Optional.of("The URL has spaces, control characters or letters beyond ASCII. Percent-encode them in"
                        + " the path, and write the host's name in its xn-- form.");
    }

    private static Optional<String> textRefusal(String what, @Nullable String text, int least, int most) {
        if (text == null) {
            return Optional.empty();
        }
        boolean fits = text.length() >= least && text.length() <= most;
        return fits && text.codePoints().allMatch(EndpointRules::isText)
                ? Optional.empty()
                : Optional.of("The " + what + " is not " + least + " to " + most
                        + " characters of plain text. Shorten it, and remove control characters.");
    }

    private static boolean isText(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }

    private static Optional<String> rateLimitRefusal(@Nullable Integer rateLimit) {
        return rateLimit == null || rateLimit >= 1
                ? Optional.empty()
                : Optional.of("The rate limit is " + rateLimit + ". Give 1 request per second or more, or none.");
    }

    private static Stream<String> eventTypeRefusals(List<String> eventTypes) {
        if (eventTypes.isEmpty()) {
            return Stream.of("No event type is chosen. Choose one or more of " + EventType.wireNames() + ".");
        }
        return eventTypes.stream()
                .filter(name -> EventType.ofWireName(name).isEmpty())
                .distinct()
                .map(name -> "There is no event type " + name + ". Choose from " + EventType.wireNames() + ".");
    }
}
