package com.stairoids.webhooks.console.api;

import java.util.List;

/** The event types there are. */
public record EventTypeList(List<EventTypeView> data) {}
