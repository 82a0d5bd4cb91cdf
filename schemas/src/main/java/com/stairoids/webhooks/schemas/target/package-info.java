/** Which URLs and addresses a delivery may be sent to. */
@NullMarked
package com.stairoids.webhooks.schemas.target;

import org.jspecify.annotations.NullMarked;
