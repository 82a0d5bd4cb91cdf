package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;

/** Answers the requests of one route. */
@FunctionalInterface
interface PageHandler {
    Answer handle(PageRequest request);
}
