package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Problem;

/** Why a page is not shown, in words for people. */
final class Refusals {
    static final Problem NOT_FOUND = problem(
            "not-found",
            "There is no such page",
            404,
            "Nothing is known here under this address, or not in a workspace that you may see. Check the address, or go back.");
    static final Problem FORBIDDEN = problem(
            "forbidden",
            "You may look, and not change",
            403,
            "Your token is a viewer's. Sign in with an admin's to change something.");
    static final Problem NOT_FROM_HERE = problem(
            "not-from-here",
            "This form cannot be taken",
            403,
            "It did not come from a page of this session. Nothing was changed. Go back, reload the page, and send it again.");
    static final Problem METHOD = problem(
            "method-not-allowed", "Not by this method", 405, "This address takes another kind of request. Go back.");
    static final Problem WRONG_TOKEN = problem(
            "wrong-token",
            "This token opens nothing",
            401,
            "It is mistyped, expired or revoked. Copy it whole, beginning with swt_, or make a new one.");
    static final Problem TOO_MANY = problem(
            "too-many", "Too many attempts", 429, "Too many wrong tokens came from your address. Wait a minute.");
    static final Problem USED_LINK = problem(
            "used-link",
            "This link is used up",
            401,
            "It is good once, and for an hour. Sign in with a token, or have a new link made.");

    private Refusals() {}

    /** What nobody foresaw; {@code incident} is in the log. */
    static Problem failed(String incident) {
        return problem(
                "internal-error",
                "This should not have happened",
                500,
                "The fault is here, and not in what you did. Tell your operator of incident " + incident + ".");
    }

    private static Problem problem(String type, String title, int status, String detail) {
        return new Problem("/problems/" + type, title, status, detail, null, null, null);
    }
}
