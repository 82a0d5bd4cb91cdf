package com.stairoids.webhooks.console.api;

/** How much somebody within this process needs to know of a delivery. */
public enum Extent {
    /** All that the contract has. */
    WHOLE,
    /** What the delivery log holds: a body is read from Kafka, which those who keep looking should not cause. */
    WITHOUT_BODY
}
