package com.stairoids.webhooks.console.api;

import java.util.List;

/** The bulk re-triggers of an endpoint that this console knows, newest first. */
public record RetriggerList(List<RetriggerView> data) {}
