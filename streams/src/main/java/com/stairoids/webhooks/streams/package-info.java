/** How a role runs Kafka Streams: configured alike, started once its topics are there, started again where it failed. */
@NullMarked
package com.stairoids.webhooks.streams;

import org.jspecify.annotations.NullMarked;
