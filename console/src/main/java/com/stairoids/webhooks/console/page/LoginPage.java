package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.session.LoginAttempts;
import com.stairoids.webhooks.console.session.LoginLinks;
import com.stairoids.webhooks.console.session.SessionCookie;
import com.stairoids.webhooks.console.session.Sessions;
import com.stairoids.webhooks.console.token.Tokens;
import com.stairoids.webhooks.schemas.token.Token;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in, by a token or a link that is good once, and out. */
final class LoginPage {
    private static final Logger log = LoggerFactory.getLogger(LoginPage.class);

    private final Views views;
    private final Tokens tokens;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final LoginLinks links;
    private final LoginAttempts attempts = new LoginAttempts();

    LoginPage(Views views, Tokens tokens, Sessions sessions, SessionCookie cookie, LoginLinks links) {
        this.views = views;
        this.tokens = tokens;
        this.sessions = sessions;
        this.cookie = cookie;
        this.links = links;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(Paths.LOGIN, Access.ANYONE, this::show),
                PageRoute.post(Paths.LOGIN, Access.ANYONE, this::signIn),
                PageRoute.post(Paths.LOGOUT, Access.ANYONE, this::signOut));
    }

    private Answer show(PageRequest request) {
        Optional<String> once = request.query().filled("once");
        if (once.isEmpty()) {
            return request.session() == null ? form(request, 200, null) : Views.redirect(next(request.query()));
        }
        if (request.incoming().method().equals("HEAD")) {
            return form(request, 200, null);
        }
        return links.use(once.get())
                .flatMap(tokens::ofId)
                .map(token -> signedIn(request, token, onward(request)))
                .orElseGet(() -> form(request, 401, Refusals.USED_LINK));
    }

    private Answer signIn(PageRequest request) {
        // First: behind a proxy all have one address, and whoever names wrong ones must not lock the others out.
        Optional<Token> token = tokens.opened(request.form().text("token"));
        return token.isPresent()
                ? signedIn(request, token.get(), Views.redirect(next(request.form())))
                : refused(request);
    }

    private Answer refused(PageRequest request) {
        String address = request.incoming().peer();
        if (!attempts.mayTry(address)) {
            return form(request, 429, Refusals.TOO_MANY).with("Retry-After", "60");
        }
        attempts.failed(address);
        return form(request, 401, Refusals.WRONG_TOKEN);
    }

    private Answer signedIn(PageRequest request, Token token, Answer then) {
        log.atInfo().addKeyValue("token", token.id()).log("signed in to the console");
        return then.with(
                "Set-Cookie",
                cookie.set(sessions.begin(token), request.incoming().host()));
    }

    private Answer signOut(PageRequest request) {
        return Views.redirect(Notice.SIGNED_OUT.on(Paths.LOGIN))
                .with("Set-Cookie", cookie.clear(request.incoming().host()));
    }

    /** A page that goes on by itself: a redirect would not carry the new cookie where the link stood on another site. */
    private Answer onward(PageRequest request) {
        return views.page(200, "onward.jte", views.frame(request, "Signed in", List.of()), "/");
    }

    private Answer form(PageRequest request, int status, @Nullable Problem problem) {
        FormData from = request.incoming().method().equals("POST") ? request.form() : request.query();
        Answer answer = views.page(
                status,
                "login.jte",
                views.frame(request, "Sign in", List.of()),
                new LoginForm(next(from), Optional.ofNullable(problem)));
        // Names what would do (RFC 9110, 15.5.2); browsers ask nobody for that scheme.
        return status == 401 ? answer.with("WWW-Authenticate", "Bearer realm=\"Stairoids Webhooks\"") : answer;
    }

    /** Where they wanted to; never to another host, however that is spelt. */
    private static String next(FormData form) {
        return form.filled("next")
                .filter(path -> path.matches("/(?![/\\\\])[A-Za-z0-9/_.%~-]*"))
                .orElse("/");
    }
}
