package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.contract.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a form was not taken.
 *
 * @param errors a sentence for each field, by its name; under the empty name what is about none
 */
public record FormProblem(String title, Map<String, String> errors) {
    private static final FormProblem NONE = new FormProblem("", Map.of());

    static FormProblem none() {
        return NONE;
    }

    static FormProblem of(Map<String, String> errors) {
        return new FormProblem("It cannot be saved as it is", errors);
    }

    static FormProblem of(Problem problem) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (problem.errors() == null) {
            errors.put("", problem.detail());
        } else {
            problem.errors()
                    .forEach(violation ->
                            errors.merge(field(violation), violation.detail(), (one, other) -> one + " " + other));
        }
        return new FormProblem(problem.title(), errors);
    }

    public boolean isThere() {
        return !errors.isEmpty();
    }

    /** Null where nothing is wrong with that field. */
    public @Nullable String of(String field) {
        return errors.get(field);
    }

    /** Fields are named as the members of the body are. */
    private static String field(Violation violation) {
        String pointer = violation.pointer();
        return pointer == null || pointer.isEmpty() ? "" : pointer.split("/", 3)[1];
    }
}
