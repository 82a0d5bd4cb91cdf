/** Source records as Kafka gives them, with what they cost in memory bounded and their timestamps made harmless. */
@NullMarked
package com.stairoids.webhooks.router.intake;

import org.jspecify.annotations.NullMarked;
