package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.LogUnavailableException;

/** Answers the requests of one operation. */
@FunctionalInterface
interface Handler {
    /** @throws LogUnavailableException where the answer needs the log and it cannot be had now */
    Answer handle(Request request) throws LogUnavailableException;
}
