package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.console.token.TokenRegistry;
import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.schemas.token.TokenSecret;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What opens the console of a local line: an admin's token for one workspace, made when there is none that is good, used again
 * at the next start. What its bearer shows lies beside the data.
 */
final class ConsoleToken {
    private static final String FILE = "console-token";
    private static final String NAME = "./webhooks local";

    private ConsoleToken() {}

    static Token find(Path data, KafkaSettings kafka, String workspaceId) {
        TokenRegistry registry = new TokenRegistry(kafka, InstantSource.system(), new SecureRandom());
        return present(file(data), registry, workspaceId).orElseGet(() -> issued(file(data), registry, workspaceId));
    }

    /** Readable by its owner only. */
    static Path file(Path data) {
        return data.resolve(FILE);
    }

    private static Optional<Token> present(Path file, TokenRegistry registry, String workspaceId) {
        return PrivateFiles.read(file)
                .flatMap(TokenSecret::parse)
                .flatMap(
                        secret -> registry.list().stream().filter(secret::opens).findFirst())
                .filter(token -> workspaceId.equals(token.workspaceId()));
    }

    private static Token issued(Path file, TokenRegistry registry, String workspaceId) {
        TokenRegistry.Issued issued = registry.issue(NAME, TokenRole.ADMIN, workspaceId, null);
        PrivateFiles.write(file, issued.secret().reveal());
        return issued.token();
    }
}
