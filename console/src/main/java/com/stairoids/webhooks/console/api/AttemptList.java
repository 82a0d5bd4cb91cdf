package com.stairoids.webhooks.console.api;

import java.util.List;

/** The attempts of a delivery, oldest first. */
public record AttemptList(List<AttemptView> data) {}
