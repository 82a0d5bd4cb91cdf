package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.Problem;
import java.util.function.Function;

/** What an operation answered. */
sealed interface Asked<T> {
    /** @param status as in 202 */
    record Found<T>(T view, int status) implements Asked<T> {}

    record Refused<T>(Problem problem) implements Asked<T> {}

    /** The page that shows the one or the other. */
    default Answer shown(Function<T, Answer> page, Function<Problem, Answer> refusal) {
        return switch (this) {
            case Found<T>(T view, int _) -> page.apply(view);
            case Refused<T>(Problem problem) -> refusal.apply(problem);
        };
    }
}
