package com.stairoids.webhooks.deadletters;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letter topic, all of it.
 *
 * @param headers as they stand in the record
 * @param body byte for byte; null where a malformed one has none
 */
public record KeptDeadLetter(DeadLetter letter, Headers headers, byte @Nullable [] body) {}
