/**
 * The router: from a domain event to one delivery per subscribed endpoint. In the order of the work: {@code intake}
 * (records as Kafka gives them, kept within bounds), {@code event} (what a record says), {@code subscription} (who
 * receives it), {@code routing} (the topology that joins the two), {@code rejection} (what is refused, and why).
 */
@NullMarked
package com.stairoids.webhooks.router;

import org.jspecify.annotations.NullMarked;
