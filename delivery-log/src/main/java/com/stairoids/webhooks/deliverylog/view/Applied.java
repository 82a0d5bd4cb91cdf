package com.stairoids.webhooks.deliverylog.view;

/**
 * What is in a partition's stores.
 *
 * @param offset of the last record of {@code attempts} that is in them; -1 where none is
 * @param time of that record, by Kafka's clock, in milliseconds
 * @param deliveries how many there are
 */
public record Applied(long offset, long time, long deliveries) {
    static final Applied NOTHING = new Applied(-1, -1, 0);

    /**
     * Whether the record is in them already. A topic that was deleted and made anew begins with small offsets, but with later
     * times.
     */
    boolean includes(long recordOffset, long recordTime) {
        return recordOffset <= offset && recordTime <= time;
    }

    Applied with(long recordOffset, long recordTime) {
        return new Applied(recordOffset, recordTime, deliveries);
    }

    Applied with(long moreDeliveries) {
        return new Applied(offset, time, deliveries + moreDeliveries);
    }
}
