package com.stairoids.webhooks.testing.guarantees;

import java.util.ArrayList;
import java.util.List;

/** Something that must hold of what was observed. */
public interface Guarantee {
    /** How many violations an error quotes of each guarantee. */
    int QUOTED = 20;

    /** One sentence for each violation; empty where it holds. */
    List<String> violations();

    /** @throws AssertionError where one of them does not hold; its message names each and quotes its violations */
    static void requireAll(Guarantee... guarantees) {
        List<String> broken = new ArrayList<>();
        for (Guarantee guarantee : guarantees) {
            List<String> violations = guarantee.violations();
            if (!violations.isEmpty()) {
                broken.add(guarantee.getClass().getSimpleName() + " does not hold, " + violations.size()
                        + " violations:\n  "
                        + String.join("\n  ", violations.stream().limit(QUOTED).toList()));
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }
}
