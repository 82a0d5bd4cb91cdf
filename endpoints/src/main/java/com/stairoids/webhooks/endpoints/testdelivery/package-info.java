/** Deliveries that somebody asks for to try an endpoint. */
@NullMarked
package com.stairoids.webhooks.endpoints.testdelivery;

import org.jspecify.annotations.NullMarked;
