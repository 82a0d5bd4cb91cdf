package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings everything that is encrypted under the keyset's primary key: the second step of a key rotation. */
final class Reencrypter {
    private final SecretCipher cipher;
    private final WorkspaceTransactions transactions;
    private final Instant now;

    Reencrypter(SecretCipher cipher, WorkspaceTransactions transactions, Instant now) {
        this.cipher = cipher;
        this.transactions = transactions;
        this.now = now;
    }

    Reencryption run(List<String> workspaceIds) {
        int reencrypted = 0;
        List<EndpointKey> unreadable = new ArrayList<>();
        List<String> contended = new ArrayList<>();
        for (String workspaceId : workspaceIds) {
            Optional<Workspace> done = transactions.run(workspaceId, table -> decide(table.ofWorkspace(workspaceId)));
            if (done.isEmpty()) {
                contended.add(workspaceId);
            } else {
                reencrypted += done.get().reencrypted();
                unreadable.addAll(done.get().unreadable());
            }
        }
        return new Reencryption(reencrypted, unreadable, contended);
    }

    private Decision<Workspace> decide(List<Endpoint> endpoints) {
        Map<EndpointKey, Optional<Subscription>> records = new HashMap<>();
        List<EndpointKey> unreadable = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try {
                records.put(endpoint.key(), Optional.of(reencrypted(endpoint)));
            } catch (UndecryptableException e) {
                unreadable.add(endpoint.key());
            }
        }
        Workspace outcome = new Workspace(records.size(), unreadable);
        return records.isEmpty() ? new Decision.Leave<>(outcome) : new Decision.Write<>(records, outcome);
    }

    private Subscription reencrypted(Endpoint endpoint) throws UndecryptableException {
        Subscription subscription = endpoint.subscription();
        List<EncryptedSecret> secrets = new ArrayList<>();
        for (EncryptedSecret secret : subscription.secrets()) {
            secrets.add(new EncryptedSecret(
                    reencrypted(secret.ciphertext(), endpoint.id()), secret.createdAt(), secret.expiresAt()));
        }
        List<EncryptedHeader> headers = new ArrayList<>();
        for (EncryptedHeader header : subscription.headers()) {
            headers.add(new EncryptedHeader(header.name(), reencrypted(header.ciphertext(), endpoint.id())));
        }
        return subscription.withEncrypted(secrets, headers, now);
    }

    private String reencrypted(String ciphertext, String endpointId) throws UndecryptableException {
        return cipher.encrypt(cipher.decrypt(ciphertext, endpointId), endpointId);
    }

    /** What was done in one workspace. */
    private record Workspace(int reencrypted, List<EndpointKey> unreadable) {}
}
