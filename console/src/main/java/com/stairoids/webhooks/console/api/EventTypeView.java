package com.stairoids.webhooks.console.api;

import tools.jackson.databind.JsonNode;

/** An event type; {@code example} is a whole body. */
public record EventTypeView(String name, String description, JsonNode schema, JsonNode example) {}
