package com.stairoids.webhooks.router.event;

import com.stairoids.webhooks.router.rejection.Rejection;
import com.stairoids.webhooks.router.rejection.RejectionReason;

/** Leads from deep inside a bad record straight to its {@link Reading.Refused}; it never leaves this package. */
final class RefusedException extends Exception {
    private final transient Rejection rejection;

    private RefusedException(Rejection rejection) {
        super(rejection.finding(), null, false, false);
        this.rejection = rejection;
    }

    static RefusedException because(RejectionReason reason) {
        return new RefusedException(new Rejection(reason));
    }

    static RefusedException because(RejectionReason reason, String finding) {
        return new RefusedException(new Rejection(reason, finding));
    }

    Rejection rejection() {
        return rejection;
    }
}
