/** The hand-over against a simulated Kafka and a naive model: {@code HandOverModelTest} is where to begin. */
@NullMarked
package com.stairoids.webhooks.sender.handover.simulation;

import org.jspecify.annotations.NullMarked;
