package com.stairoids.webhooks.console.page;

/** A request header of an endpoint's own as it is typed. Prints itself without its value, which may be a secret. */
public record CustomHeaderRow(String name, String value) {
    boolean isBlank() {
        return name.isEmpty() && value.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
