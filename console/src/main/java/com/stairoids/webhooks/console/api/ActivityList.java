package com.stairoids.webhooks.console.api;

import java.util.List;

/** What is in the log of each of a workspace's endpoints that has something there. */
public record ActivityList(List<ActivityView> data) {}
