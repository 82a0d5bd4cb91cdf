package com.stairoids.webhooks.schemas.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerKeyTest {
    @Test
    void isTheDeliveryAndTheRunAndReadAsItIsWritten() {
        LedgerKey first = new LedgerKey("dlv_1", null);
        LedgerKey inARun = new LedgerKey("dlv_1", "monday");

        assertThat(first).hasToString("dlv_1/");
        assertThat(inARun).hasToString("dlv_1/monday");
        assertThat(LedgerKey.parse("dlv_1/")).contains(first);
        assertThat(LedgerKey.parse("dlv_1/monday")).contains(inARun);
    }

    @Test
    void whatIsNoKeyIsNone() {
        assertThat(LedgerKey.parse(null)).isEmpty();
        assertThat(LedgerKey.parse("dlv_1")).isEmpty();
    }
}
