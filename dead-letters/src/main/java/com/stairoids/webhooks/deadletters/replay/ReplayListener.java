package com.stairoids.webhooks.deadletters.replay;

import com.stairoids.webhooks.deadletters.DeadLetter;

/** Who watches a replay, or a part of it; called by the thread that runs it. */
public interface ReplayListener {
    /** Of those who do not. */
    ReplayListener NOBODY = new ReplayListener() {};

    /** One is not asked for; the others go on. */
    default void refused(DeadLetter letter, Refusal why) {}

    /** After each dead letter. */
    default void progressed(ReplayCount soFar) {}
}
