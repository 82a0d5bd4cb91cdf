package com.stairoids.webhooks.console.page;

/** What the page of an endpoint shows that is there no more; its name went with it. */
public record DeletedEndpoint(String id, EndpointSections sections) {}
