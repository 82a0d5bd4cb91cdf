package com.stairoids.webhooks.schemas.offset;

/** A committed offset carries metadata that this version did not write: what is finished beyond it is unknown. */
public final class UnreadableMetadataException extends Exception {
    public UnreadableMetadataException(String metadata) {
        super(message(metadata));
    }

    public UnreadableMetadataException(String metadata, Throwable cause) {
        super(message(metadata), cause);
    }

    private static String message(String metadata) {
        return "the committed offset's metadata cannot be read (it begins with "
                + metadata.substring(0, Math.min(8, metadata.length())) + ")";
    }
}
