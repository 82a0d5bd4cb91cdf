package com.stairoids.webhooks.schemas.encryption;

/** No key of this process's keyset opens a ciphertext of the endpoint. */
public final class UndecryptableException extends Exception {
    public UndecryptableException(String endpointId, Throwable cause) {
        super("no key of the keyset decrypts what endpoint " + endpointId + " holds", cause);
    }
}
