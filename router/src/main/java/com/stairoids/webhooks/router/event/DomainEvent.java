package com.stairoids.webhooks.router.event;

import com.stairoids.webhooks.schemas.event.EventType;

/**
 * An event that may be delivered, completed where its source left something out.
 *
 * @param body the request body of all its deliveries
 */
public record DomainEvent(EventType type, String id, String createdAt, String workspaceId, byte[] body) {}
