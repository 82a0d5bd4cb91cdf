package com.stairoids.webhooks.testing.guarantees;

import java.util.List;

/** What may be wrong with a {@link NaiveSender}, and the guarantees that must notice. */
enum Defect {
    LOSES_A_DELIVERY(EveryEventIsDelivered.class, EveryDeliveryEnds.class),
    COMMITS_BEFORE_THE_ANSWER_AND_DIES(EveryEventIsDelivered.class),
    DIES_BETWEEN_ANSWER_AND_COMMIT(NothingIsDoubled.class),
    SENDS_TWICE(NothingIsDoubled.class, EveryRepeatIsExplained.class),
    PUTS_A_FAILURE_INTO_TWO_TIERS(NothingIsDoubled.class, OneChainPerDelivery.class),
    MAKES_TWO_DELIVERIES_OF_AN_EVENT(OneDeliveryPerEndpoint.class),
    SERIALISES_THE_BODY_AGAIN(BodyNeverChanges.class),
    SIGNS_WITH_ANOTHER_KEY(EverySignatureHolds.class),
    IGNORES_THE_DELAY(AttemptsAreOnTime.class),
    MAKES_A_SEVENTH_ATTEMPT(SixAttemptsThenDeadLetter.class),
    FORGETS_THE_DEAD_LETTER(SixAttemptsThenDeadLetter.class),
    LETS_ALL_WAIT_FOR_ONE(NobodyWaitsForAnother.class);

    private final Class<? extends Guarantee> noticedBy;
    private final Class<? extends Guarantee> alsoBy;

    Defect(Class<? extends Guarantee> noticedBy) {
        this(noticedBy, noticedBy);
    }

    Defect(Class<? extends Guarantee> noticedBy, Class<? extends Guarantee> alsoBy) {
        this.noticedBy = noticedBy;
        this.alsoBy = alsoBy;
    }

    List<Class<? extends Guarantee>> noticedBy() {
        return List.of(noticedBy, alsoBy);
    }
}
