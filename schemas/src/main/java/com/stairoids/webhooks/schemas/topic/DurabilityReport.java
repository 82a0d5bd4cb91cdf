package com.stairoids.webhooks.schemas.topic;

import com.stairoids.webhooks.schemas.topic.DurabilityFinding.LessDurable;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Unusable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a look at the cluster found.
 *
 * @param lessDurable forgiven by {@code kafka.allow-unreplicated=true}
 * @param unusable never forgiven
 */
public record DurabilityReport(List<LessDurable> lessDurable, List<Unusable> unusable) {
    public DurabilityReport {
        lessDurable = List.copyOf(lessDurable);
        unusable = List.copyOf(unusable);
    }

    /** What keeps a role from starting; empty where nothing does. */
    public List<DurabilityFinding> obstacles(boolean allowUnreplicated) {
        return allowUnreplicated
                ? List.copyOf(unusable)
                : Stream.<DurabilityFinding>concat(unusable.stream(), lessDurable.stream())
                        .toList();
    }
}
