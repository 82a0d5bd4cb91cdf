package com.stairoids.webhooks.testing.receiver;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A path's behaviour, and how far its sequence has come. */
final class Script {
    private final List<Behaviour> behaviours;
    private final AtomicInteger next = new AtomicInteger();

    Script(Behaviour behaviour) {
        this.behaviours = behaviour instanceof Behaviour.Sequence sequence ? sequence.behaviours() : List.of(behaviour);
    }

    Behaviour next() {
        int last = behaviours.size() - 1;
        return behaviours.get(next.getAndUpdate(index -> Math.min(index + 1, last)));
    }
}
