package com.stairoids.webhooks.schemas.event;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The documented event types: what each is called, where upstream produces it and what its {@code data} must hold. */
public enum EventType {
    SIGNAL_CREATED("signal.created", Topic.SIGNALS, "signal", "A new signal has been ingested from any source."),
    SIGNAL_SCORED(
            "signal.scored",
            Topic.SIGNALS,
            "signal",
            "A signal has been processed and an engagement score has been assigned to it."),
    AUTOMATION_TRIGGERED(
            "automation.triggered",
            Topic.AUTOMATIONS,
            "automation",
            "An outbound automation was triggered by a matching signal."),
    ACCOUNT_SCORE_CHANGED(
            "account.score_changed", Topic.ACCOUNTS, "account", "An account's aggregate engagement score has changed."),
    CONTACT_SCORE_CHANGED(
            "contact.score_changed", Topic.CONTACTS, "contact", "A contact's aggregate engagement score has changed.");

    private final String wireName;
    private final Topic topic;
    private final String dataMember;
    private final String description;

    EventType(String wireName, Topic topic, String dataMember, String description) {
        this.wireName = wireName;
        this.topic = topic;
        this.dataMember = dataMember;
        this.description = description;
    }

    /** The spelling in the body's {@code event} member and in subscriptions. */
    public String wireName() {
        return wireName;
    }

    /** The topic upstream produces this type to; anywhere else it is refused. */
    public Topic topic() {
        return topic;
    }

    /** The object that {@code data} must hold for this type. */
    public String dataMember() {
        return dataMember;
    }

    /** The sentence of the public documentation. */
    public String description() {
        return description;
    }

    public static Optional<EventType> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    /** All spellings, comma-separated: for messages that tell somebody what to write instead. */
    public static String wireNames() {
        return Arrays.stream(values()).map(EventType::wireName).collect(Collectors.joining(", "));
    }
}
