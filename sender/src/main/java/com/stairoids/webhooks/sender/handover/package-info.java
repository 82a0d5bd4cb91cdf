/** Step 6: results and offsets into Kafka, in one transaction. */
@NullMarked
package com.stairoids.webhooks.sender.handover;

import org.jspecify.annotations.NullMarked;
