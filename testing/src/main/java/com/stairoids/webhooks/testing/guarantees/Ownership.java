package com.stairoids.webhooks.testing.guarantees;

import java.time.Instant;

/**
 * A sender's time with a partition of {@code deliveries}, by its own log and the list of kills.
 *
 * @param sender one process; its successor under the same name is another
 * @param from before it sent anything of the partition
 * @param until when the sender knew that it was over, or was dead; {@link Instant#MAX} where it never was
 */
public record Ownership(String sender, int partition, Instant from, Instant until, End end) {

    /** How it was over. */
    public enum End {
        /** The process was killed. */
        KILLED("its sender was killed", true),
        /** The group gave the partition to another without asking. */
        LOST("its sender lost the partition", true),
        /** It let go, at the end of its time for that, of what was in flight or not committed. */
        LET_GO_UNSETTLED("its sender let the partition go with requests or results unsettled", true),
        /** It let go with everything finished and committed. */
        LET_GO("its sender had let the partition go with everything committed", false),
        /** It was not. */
        HELD("its sender lived and kept the partition", false);

        private final String words;
        private final boolean excusesRepeat;

        End(String words, boolean excusesRepeat) {
            this.words = words;
            this.excusesRepeat = excusesRepeat;
        }

        /** Whether what was not committed by then may be sent again by the next owner. */
        public boolean excusesRepeat() {
            return excusesRepeat;
        }

        /** What happened, as a clause. */
        public String words() {
            return words;
        }
    }
}
