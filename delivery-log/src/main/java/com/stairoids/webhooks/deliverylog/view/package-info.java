/**
 * From {@code attempts} to what is in the stores. In the order of the work: {@code HappeningReader} (what is none is passed
 * over), {@code LogWriter} (each happening once), {@code Chronicle} (what it makes of a delivery), {@code DeliveryRows} and
 * {@code Totals} (where that is kept), {@code Expiry} (until its time is over).
 */
@NullMarked
package com.stairoids.webhooks.deliverylog.view;

import org.jspecify.annotations.NullMarked;
