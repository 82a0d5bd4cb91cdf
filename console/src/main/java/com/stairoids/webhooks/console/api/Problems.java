package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The answers to what cannot be done. */
public final class Problems {
    private Problems() {}

    public static Answer badRequest(String detail) {
        return answer("bad-request", "The request cannot be read", 400, detail);
    }

    static Answer badParameters(List<Violation> violations) {
        String names = violations.stream().map(Violation::parameter).distinct().collect(Collectors.joining(", "));
        return Answer.of(problem(
                        "bad-request",
                        "The request cannot be read",
                        400,
                        "Parameters are not what they must be: " + names + ". Correct them; `errors` says how.")
                .with(violations));
    }

    /** For what never reached the API: no HTTP, a head that is too large, a fault of the server's. */
    public static Answer refusedByServer(int status) {
        return status >= 500
                ? answer("internal-error", "This should not have happened", status, "The fault is here. Ask again.")
                : answer(
                        "bad-request",
                        "The request cannot be read",
                        status,
                        "It is no HTTP/1.1 request as this server takes it: the line at most 8 KiB, the head at most 16 KiB,"
                                + " no characters that a URL or a header may not have. Correct it.");
    }

    static Answer badCursor() {
        return badParameters(List.of(new Violation(
                null,
                "cursor",
                "It was not made here. Give a page's next_cursor, or leave it out for the first page.")));
    }

    static Answer unauthorized() {
        return answer(
                        "unauthorized",
                        "A token is needed",
                        401,
                        "There is no valid token. Send `Authorization: Bearer …` with one that `webhooks tokens create` made"
                                + " and that is neither expired nor revoked.")
                .with("WWW-Authenticate", "Bearer realm=\"Stairoids Webhooks\"");
    }

    public static Answer forbidden(String needed) {
        return answer(
                "forbidden",
                "The token may not do this",
                403,
                "This token may only look. Use one of the role " + needed + " for changes.");
    }

    public static Answer notFound() {
        return answer(
                "not-found",
                "There is no such thing",
                404,
                "Nothing is known here under this path, or not in a workspace that this token opens. Check the ids.");
    }

    public static Answer methodNotAllowed(Set<String> allowed) {
        String methods = String.join(", ", allowed);
        return answer("method-not-allowed", "Not by this method", 405, "Use one of " + methods + " here.")
                .with("Allow", methods);
    }

    static Answer conflict(String detail) {
        return answer("conflict", "Not as things are", 409, detail);
    }

    static Problem waiting(String detail) {
        return problem("waiting", "The delivery waits already", 409, detail);
    }

    static Problem stale(String detail) {
        return problem("stale", "Somebody changed it meanwhile", 412, detail);
    }

    public static Answer tooLarge(int most) {
        return answer(
                "content-too-large",
                "The body is too large",
                413,
                "At most " + most / 1024 + " KiB are taken. Nothing that can be asked for here needs more.");
    }

    static Answer unsupportedType(List<String> accepted) {
        return answer(
                "unsupported-media-type",
                "The body is of another kind",
                415,
                "Send it as " + String.join(" or ", accepted) + ", and say so in Content-Type.");
    }

    static Answer unprocessable(List<Violation> violations) {
        return Answer.of(problem(
                        "invalid",
                        "It cannot be accepted as it is",
                        422,
                        violations.size() == 1
                                ? violations.getFirst().detail()
                                : violations.size() + " things are to be corrected; `errors` lists them.")
                .with(violations));
    }

    static Answer preconditionRequired() {
        return answer(
                "precondition-required",
                "If-Match is missing",
                428,
                "Get the endpoint first and send its ETag as If-Match: then nobody's change is overwritten unseen.");
    }

    public static Answer tooMany(String detail, int retryAfterSeconds) {
        return answer("too-many", "Too many at once", 429, detail)
                .with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    public static Answer failed(String incident) {
        return answer(
                "internal-error",
                "This should not have happened",
                500,
                "The fault is here, not in the request. Tell your operator of incident " + incident + ".");
    }

    static Answer unavailable(String detail) {
        return answer("unavailable", "Not now", 503, detail).with("Retry-After", "5");
    }

    static Problem problem(String type, String title, int status, String detail) {
        return new Problem("/problems/" + type, title, status, detail, null, null, null);
    }

    static Answer answer(String type, String title, int status, String detail) {
        return Answer.of(problem(type, title, status, detail));
    }
}
