package com.stairoids.webhooks.settings;

/** A setting cannot work; the message names it, says why, and says what may be written instead. */
public final class InvalidSettingException extends RuntimeException {
    public InvalidSettingException(String message) {
        super(message);
    }

    public InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
