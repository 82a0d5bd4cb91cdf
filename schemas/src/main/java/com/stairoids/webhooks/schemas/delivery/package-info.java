/** Deliveries: the record headers, ids and tiers that go with a body from topic to topic. */
@NullMarked
package com.stairoids.webhooks.schemas.delivery;

import org.jspecify.annotations.NullMarked;
