/** Records by their coordinates, read from Kafka when somebody asks for them. */
@NullMarked
package com.stairoids.webhooks.deliverylog.contents;

import org.jspecify.annotations.NullMarked;
