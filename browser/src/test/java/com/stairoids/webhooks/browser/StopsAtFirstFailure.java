package com.stairoids.webhooks.browser;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** A story's steps stand on those before: after one that failed, the others would only say so again, slowly. */
final class StopsAtFirstFailure implements ExecutionCondition, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(StopsAtFirstFailure.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String failed = context.getTestMethod().isPresent() ? of(context).get("failed", String.class) : null;
        return failed == null
                ? ConditionEvaluationResult.enabled("no step failed so far")
                : ConditionEvaluationResult.disabled(failed + " failed");
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException();
        failure.ifPresent(_ -> of(context).put("failed", context.getDisplayName()));
    }

    /** What is kept for the class, so that its steps share it. */
    private static Store of(ExtensionContext step) {
        return step.getParent().orElseThrow().getStore(NAMESPACE);
    }
}
