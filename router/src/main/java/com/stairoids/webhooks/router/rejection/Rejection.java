package com.stairoids.webhooks.router.rejection;

import com.stairoids.webhooks.schemas.delivery.HeaderText;

/**
 * The refusal of one record.
 *
 * @param finding what is wrong with this very record, in a sentence
 */
public record Rejection(RejectionReason reason, String finding) {
    /** Bound on the {@code remedy} header, in bytes. */
    public static final int REMEDY_BYTES = 1024;

    public Rejection(RejectionReason reason) {
        this(reason, reason.meaning());
    }

    /** The {@code remedy} header: what is wrong here, then what to do. */
    public String remedy() {
        return HeaderText.cut(finding + " " + reason.remedy(), REMEDY_BYTES);
    }
}
