package com.stairoids.webhooks.sender.handover.simulation;

import org.apache.kafka.common.TopicPartition;

/** Where a delivery stands. */
record Spot(TopicPartition partition, long offset) {

    /** Read back from a result's key, which {@link #toString} wrote. */
    static Spot parse(String key) {
        String[] parts = key.split("@", -1);
        return new Spot(SimulatedKafka.partition(Integer.parseInt(parts[0])), Long.parseLong(parts[1]));
    }

    @Override
    public String toString() {
        return partition.partition() + "@" + offset;
    }
}
