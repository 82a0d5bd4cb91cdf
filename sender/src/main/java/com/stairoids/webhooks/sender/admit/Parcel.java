package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.sender.consume.Delivery;

/**
 * A delivery that is to be parked.
 *
 * @param reason a sentence for the customer
 */
public record Parcel(Delivery delivery, String reason) {}
