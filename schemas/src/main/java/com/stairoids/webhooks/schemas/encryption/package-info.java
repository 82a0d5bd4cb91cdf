/** What keeps signing secrets and custom header values out of sight in Kafka. */
@NullMarked
package com.stairoids.webhooks.schemas.encryption;

import org.jspecify.annotations.NullMarked;
