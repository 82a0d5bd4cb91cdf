/**
 * What tests stand on: {@code broker} (a Kafka), {@code topics} (what is in it), {@code receiver} (a customer's server),
 * {@code tls} (its certificates), {@code time} (a clock steered by hand), {@code guarantees} (what must hold in the end).
 */
@NullMarked
package com.stairoids.webhooks.testing;

import org.jspecify.annotations.NullMarked;
