package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import java.util.List;

/**
 * What a re-encryption did. Older keys may leave the keyset once {@link #isComplete}.
 *
 * @param reencrypted endpoints whose secrets and header values are now under the primary key
 * @param unreadable endpoints that no key of the keyset opens; they are left as they are
 * @param contended workspaces that others were changing all the time; asking again goes on with them
 */
public record Reencryption(int reencrypted, List<EndpointKey> unreadable, List<String> contended) {
    public Reencryption {
        unreadable = List.copyOf(unreadable);
        contended = List.copyOf(contended);
    }

    public boolean isComplete() {
        return unreadable.isEmpty() && contended.isEmpty();
    }
}
