package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.Api;
import com.stairoids.webhooks.console.api.IncomingRequest;
import com.stairoids.webhooks.console.asset.Assets;
import com.stairoids.webhooks.console.session.LoginLinks;
import com.stairoids.webhooks.console.session.SameOrigin;
import com.stairoids.webhooks.console.session.Session;
import com.stairoids.webhooks.console.session.SessionCookie;
import com.stairoids.webhooks.console.session.Sessions;
import com.stairoids.webhooks.console.token.Tokens;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.settings.RetryDelays;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request's way to its page: which one, who asks, did they mean to, may they; then the page. Every answer comes from here, also to
 * what goes wrong. Thread-safe.
 */
public final class Pages {
    private static final Logger log = LoggerFactory.getLogger(Pages.class);

    private final List<PageRoute> routes;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Views views;

    Pages(List<PageRoute> routes, Sessions sessions, SessionCookie cookie, Views views) {
        this.routes = List.copyOf(routes);
        this.sessions = sessions;
        this.cookie = cookie;
        this.views = views;
    }

    /**
     * All pages there are.
     *
     * @param links signs in whoever has one of them
     * @param retryDelays between attempts, for what is said of those to come
     */
    public static Pages of(
            Api api,
            Tokens tokens,
            Sessions sessions,
            SessionCookie cookie,
            LoginLinks links,
            Assets assets,
            RetryDelays retryDelays,
            InstantSource time) {
        Views views = new Views(assets);
        Operations operations = new Operations(api);
        SecretPage secrets = new SecretPage(views);
        List<PageRoute> routes = new ArrayList<>();
        routes.addAll(new LoginPage(views, tokens, sessions, cookie, links).routes());
        routes.addAll(new WorkspacePage(views).routes());
        routes.addAll(new EndpointsPage(views, operations).routes());
        routes.addAll(new NewEndpointPage(views, operations, secrets).routes());
        EndpointSectionPages sections = new EndpointSectionPages(views, operations, time);
        routes.addAll(new EndpointOverviewPage(views, operations, sections).routes());
        routes.addAll(sections.routes());
        routes.addAll(new EditEndpointPage(views, operations).routes());
        routes.addAll(new RollSecretPage(views, operations, secrets).routes());
        routes.addAll(new EndpointStatusPage(views, operations).routes());
        routes.addAll(new DeleteEndpointPage(views, operations).routes());
        routes.addAll(new DeliveryPage(views, operations, retryDelays).routes());
        return new Pages(routes, sessions, cookie, views);
    }

    List<PageRoute> routes() {
        return routes;
    }

    public Answer answer(IncomingRequest incoming) {
        PageRequest request = new PageRequest(
                incoming, Map.of(), session(incoming).orElse(null), FormData.parse(incoming.query()), form(incoming));
        try {
            return found(request);
        } catch (RuntimeException e) {
            String incident = UUID.randomUUID().toString();
            log.atError()
                    .addKeyValue("request", incoming)
                    .addKeyValue("incident", incident)
                    .setCause(e)
                    .log("a page could not be made");
            return views.problem(request, Refusals.failed(incident));
        }
    }

    private Answer found(PageRequest request) {
        String method = request.incoming().method().equals("HEAD")
                ? "GET"
                : request.incoming().method();
        Set<String> allowed = new TreeSet<>();
        for (PageRoute route : routes) {
            Optional<Map<String, String>> variables =
                    route.path().match(request.incoming().path());
            if (variables.isPresent() && route.method().equals(method)) {
                return permitted(route, request.with(variables.get()));
            }
            variables.ifPresent(_ -> allowed.add(route.method()));
        }
        return allowed.isEmpty()
                ? views.problem(request, Refusals.NOT_FOUND)
                : views.problem(request, Refusals.METHOD).with("Allow", String.join(", ", allowed));
    }

    private Answer permitted(PageRoute route, PageRequest request) {
        if (route.method().equals("POST") && !isMeant(request)) {
            return views.problem(request.anywhere(), Refusals.NOT_FROM_HERE);
        }
        if (route.access() == Access.ANYONE) {
            return route.handler().handle(request);
        }
        @Nullable Session session = request.session();
        if (session == null) {
            return signInFirst(request);
        }
        String workspaceId = request.variables().get("workspace_id");
        if (workspaceId != null
                && !(Identifiers.isOpaqueId(workspaceId) && session.caller().sees(workspaceId))) {
            return views.problem(request.anywhere(), Refusals.NOT_FOUND);
        }
        return route.access() == Access.ADMIN && !session.caller().may(TokenRole.ADMIN)
                ? views.problem(request, Refusals.FORBIDDEN)
                : route.handler().handle(request);
    }

    /** Whether a page of this session made a change's request, and not one that somebody lured a browser to. */
    private static boolean isMeant(PageRequest request) {
        @Nullable Session session = request.session();
        return SameOrigin.holds(request.incoming())
                && (session == null
                        || session.isItsCsrf(request.incoming().header("x-csrf-token").stream()
                                .findFirst()
                                .orElseGet(() -> request.form().text("csrf"))));
    }

    /** The cookie does not come along where a link on another site leads here, so such a page asks for itself once more. */
    private Answer signInFirst(PageRequest request) {
        boolean get = !request.incoming().method().equals("POST");
        String wanted = get ? request.incoming().path() : "/";
        if (request.isPartial()) {
            return Answer.nothing(401).with("HX-Redirect", Paths.LOGIN);
        }
        if (get && request.incoming().header("sec-fetch-site").contains("cross-site")) {
            return views.page(200, "onward.jte", views.frame(request.anywhere(), "One moment", List.of()), wanted);
        }
        return Views.redirect(wanted.equals("/") ? Paths.LOGIN : Paths.LOGIN + "?next=" + Paths.encoded(wanted));
    }

    private Optional<Session> session(IncomingRequest incoming) {
        return cookie.read(incoming.header("cookie"), incoming.host()).flatMap(sessions::open);
    }

    private static FormData form(IncomingRequest incoming) {
        return FormData.parse(
                incoming.method().equals("POST") ? new String(incoming.body(), StandardCharsets.UTF_8) : null);
    }
}
