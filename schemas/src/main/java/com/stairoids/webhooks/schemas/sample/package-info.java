/** Samples of what the topics hold: shown to people, sent by the demo, validated against the JSON Schemas. */
@NullMarked
package com.stairoids.webhooks.schemas.sample;

import org.jspecify.annotations.NullMarked;
