/**
 * The vocabulary that all modules share; they meet at topics and know nothing else of each other.
 *
 * <p>In the order of a delivery's life: {@code event} (what upstream produced), {@code endpoint} (who subscribed),
 * {@code delivery} (one body on its way to one endpoint), {@code target} (where it may go), {@code encryption} and
 * {@code signature} (how it is signed), {@code attempt} (what happened), {@code offset} (how far a group is with it),
 * {@code topic} (where all of it is kept), {@code json} (how it is spelt), {@code sample} (what it looks like).
 */
@NullMarked
package com.stairoids.webhooks.schemas;

import org.jspecify.annotations.NullMarked;
