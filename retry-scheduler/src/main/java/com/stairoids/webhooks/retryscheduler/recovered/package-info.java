/**
 * Deliveries that wait for their endpoint, on disk, and are let go as their sender grants. In the order of the work:
 * {@code ParkedReader} and {@code HealthReader} (what the two topics
 * say), {@code ParkingLot} (who goes when), {@code Departures} (what goes out).
 */
@NullMarked
package com.stairoids.webhooks.retryscheduler.recovered;

import org.jspecify.annotations.NullMarked;
