package com.stairoids.webhooks.testing.receiver;

/** One header, its name spelt as it was on the wire. */
public record HeaderLine(String name, String value) {}
