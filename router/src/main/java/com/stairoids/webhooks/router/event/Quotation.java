package com.stairoids.webhooks.router.event;

import com.stairoids.webhooks.schemas.delivery.HeaderText;

/** What a producer wrote, quoted in a finding: it may be of any length and hold anything. */
final class Quotation {
    /** Bound on a quotation, in bytes. */
    private static final int MOST = 200;

    private Quotation() {}

    /** The beginning of {@code text}, in quotation marks. */
    static String of(String text) {
        return "\"" + inLine(text) + "\"";
    }

    /** The beginning of {@code text}, its control characters blank. */
    static String inLine(String text) {
        return HeaderText.cut(text, MOST).replaceAll("\\p{Cntrl}", " ");
    }
}
