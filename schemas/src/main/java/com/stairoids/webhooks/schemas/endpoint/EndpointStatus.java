package com.stairoids.webhooks.schemas.endpoint;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an endpoint receives; a deleted one is a tombstone in the topic. */
public enum EndpointStatus {
    @JsonProperty("enabled")
    ENABLED,
    @JsonProperty("disabled")
    DISABLED
}
