/** The table of endpoints: kept from the subscriptions topic, asked for those that receive an event. */
@NullMarked
package com.stairoids.webhooks.router.subscription;

import org.jspecify.annotations.NullMarked;
