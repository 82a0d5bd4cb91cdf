package com.stairoids.webhooks.console.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the page after a change says of it. It travels in the URL by its name, so nobody can make a page say anything else. */
public enum Notice {
    SAVED("Saved."),
    ENABLED("Enabled. Events are delivered from now on."),
    DISABLED("Disabled. Nothing is delivered until you enable it; what waits is cancelled when it is due."),
    DELETED("The endpoint is deleted."),
    OVERLAP_ENDED("The overlap has ended. Only the new secret signs."),
    MADE_BEFORE(
            "This endpoint was added already. Its secret was shown then and cannot be shown again; roll it if it is lost."),
    SIGNED_OUT("You are signed out.");

    static final String PARAMETER = "notice";

    private final String sentence;

    Notice(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    /** {@code path} with the parameter that has the page say it. */
    String on(String path) {
        return path + "?" + PARAMETER + "=" + code();
    }

    static Optional<Notice> of(FormData query) {
        return query.filled(PARAMETER)
                .flatMap(code -> Arrays.stream(values())
                        .filter(notice -> notice.code().equals(code))
                        .findFirst());
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
