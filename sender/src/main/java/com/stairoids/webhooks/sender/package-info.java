/**
 * From a delivery to a signed POST and its recorded outcome.
 *
 * <p>Packages in the order of the work: {@code consume} → {@code admit} → {@code sign} → {@code post} → {@code decide} →
 * {@code handover}; {@code measure} is what is seen of them. {@link com.stairoids.webhooks.sender.DeliveryLoop} is where they
 * follow one another.
 */
@NullMarked
package com.stairoids.webhooks.sender;

import org.jspecify.annotations.NullMarked;
