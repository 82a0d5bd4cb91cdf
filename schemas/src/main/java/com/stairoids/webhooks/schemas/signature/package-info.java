/** The signatures of a delivery, as the public documentation and Standard Webhooks define them. */
@NullMarked
package com.stairoids.webhooks.schemas.signature;

import org.jspecify.annotations.NullMarked;
