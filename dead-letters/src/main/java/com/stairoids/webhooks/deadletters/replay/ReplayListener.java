package com.stairoids.webhooks.deadletters.replay;

import com.stairoids.webhooks.deadletters.DeadLetter;

/** Who watches a replay; called by the thread that runs it. */
public interface ReplayListener {
    /** Of those who do not. */
    ReplayListener NOBODY = new ReplayListener() {
        @Override
        public void refused(DeadLetter letter, Refusal why) {
            // Nobody watches.
        }

        @Override
        public void progressed(ReplayCount soFar) {
            // Nobody watches.
        }
    };

    /** One is not asked for; the others go on. */
    void refused(DeadLetter letter, Refusal why);

    /** After each dead letter. */
    void progressed(ReplayCount soFar);
}
