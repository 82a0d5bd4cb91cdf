/**
 * Asking for dead letters again. In the order of the work: {@code RequestsSoFar} (what was asked for before), {@code Replay} (who is
 * asked for and who is refused), {@code Pace} (how fast), {@code ReplayRequests} (what goes to Kafka).
 */
@NullMarked
package com.stairoids.webhooks.deadletters.replay;

import org.jspecify.annotations.NullMarked;
