package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Problem;
import java.util.Optional;

/**
 * The form to sign in with.
 *
 * @param next where to afterwards
 * @param problem of the attempt before
 */
public record LoginForm(String next, Optional<Problem> problem) {}
