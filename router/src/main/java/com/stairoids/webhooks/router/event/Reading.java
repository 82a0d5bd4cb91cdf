package com.stairoids.webhooks.router.event;

import com.stairoids.webhooks.router.rejection.Rejection;

/** What reading a source record came to. */
public sealed interface Reading {
    record Accepted(DomainEvent event) implements Reading {}

    record Refused(Rejection rejection) implements Reading {}
}
