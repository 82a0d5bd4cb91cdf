/** Every topic, declared once, and the means to bring a cluster in line with the declarations. */
@NullMarked
package com.stairoids.webhooks.schemas.topic;

import org.jspecify.annotations.NullMarked;
