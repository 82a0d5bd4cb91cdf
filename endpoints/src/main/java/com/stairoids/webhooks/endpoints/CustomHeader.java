package com.stairoids.webhooks.endpoints;

/** A request header of the endpoint's own, its value in clear: often a credential, so it prints itself without it. */
public record CustomHeader(String name, String value) {
    @Override
    public String toString() {
        return name + ": [redacted]";
    }
}
