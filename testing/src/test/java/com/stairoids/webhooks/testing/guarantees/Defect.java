package com.stairoids.webhooks.testing.guarantees;

/** What may be wrong with a {@link NaiveSender}, and the guarantee that must notice. */
enum Defect {
    LOSES_A_DELIVERY(EveryEventIsDelivered.class),
    COMMITS_BEFORE_THE_ANSWER_AND_DIES(EveryEventIsDelivered.class),
    DIES_BETWEEN_ANSWER_AND_COMMIT(NothingIsDoubled.class),
    SENDS_TWICE(NothingIsDoubled.class),
    PUTS_A_FAILURE_INTO_TWO_TIERS(NothingIsDoubled.class),
    MAKES_TWO_DELIVERIES_OF_AN_EVENT(OneDeliveryPerEndpoint.class),
    SERIALISES_THE_BODY_AGAIN(BodyNeverChanges.class),
    SIGNS_WITH_ANOTHER_KEY(EverySignatureHolds.class),
    IGNORES_THE_DELAY(AttemptsAreOnTime.class),
    MAKES_A_SEVENTH_ATTEMPT(SixAttemptsThenDeadLetter.class),
    FORGETS_THE_DEAD_LETTER(SixAttemptsThenDeadLetter.class);

    private final Class<? extends Guarantee> noticedBy;

    Defect(Class<? extends Guarantee> noticedBy) {
        this.noticedBy = noticedBy;
    }

    Class<? extends Guarantee> noticedBy() {
        return noticedBy;
    }
}
