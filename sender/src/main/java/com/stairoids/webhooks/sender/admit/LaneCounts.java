package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.health.EndpointHealth.State;
import java.util.Collection;

/**
 * How the endpoints do for which something is, or was of late, under way here.
 *
 * @param normal endpoints that answer in time
 * @param slow endpoints that do not
 * @param saturated endpoints, of both, that take less than comes for them
 * @param open endpoints, of both, that do not answer at all
 */
public record LaneCounts(int normal, int slow, int saturated, int open) {
    static final LaneCounts NONE = new LaneCounts(0, 0, 0, 0);

    static LaneCounts of(Collection<Lane> lanes) {
        int slow = 0;
        int saturated = 0;
        int open = 0;
        for (Lane lane : lanes) {
            slow += lane.isSlow() ? 1 : 0;
            saturated += lane.state() == State.SATURATED ? 1 : 0;
            open += lane.state() == State.OPEN ? 1 : 0;
        }
        return new LaneCounts(lanes.size() - slow, slow, saturated, open);
    }
}
