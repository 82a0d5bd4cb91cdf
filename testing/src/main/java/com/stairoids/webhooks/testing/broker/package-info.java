/** A Kafka broker for tests: in a container where an engine answers, in process where none does. */
@NullMarked
package com.stairoids.webhooks.testing.broker;

import org.jspecify.annotations.NullMarked;
