/** The delivery log of a process: Kafka Streams, the stores as they can be read, how far behind they are. */
@NullMarked
package com.stairoids.webhooks.deliverylog.run;

import org.jspecify.annotations.NullMarked;
