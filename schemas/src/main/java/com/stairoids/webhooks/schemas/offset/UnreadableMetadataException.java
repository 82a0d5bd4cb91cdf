package com.stairoids.webhooks.schemas.offset;

/** A committed offset carries metadata that this version did not write there: what is finished beyond it is unknown. */
public final class UnreadableMetadataException extends Exception {
    public UnreadableMetadataException(long committed, String metadata) {
        super(message(committed, metadata));
    }

    public UnreadableMetadataException(long committed, String metadata, Throwable cause) {
        super(message(committed, metadata), cause);
    }

    private static String message(long committed, String metadata) {
        return "the metadata of the committed offset " + committed + " cannot be read (it has " + metadata.length()
                + " characters and begins with " + metadata.substring(0, Math.min(8, metadata.length()))
                + "), or was written beside another offset";
    }
}
