package com.stairoids.webhooks.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The build's version, from the jar that this runs from. */
public final class Version implements IVersionProvider {
    /** As in {@code 0.1.0}. */
    public static String text() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"webhooks " + text()};
    }
}
