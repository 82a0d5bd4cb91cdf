package com.stairoids.webhooks.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.cli.CommandRun;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final String ENDPOINT = "ep_1";

    private final String keyset = SecretCipher.newKeyset();

    @Test
    void aGeneratedKeysetEncrypts() throws UndecryptableException {
        CommandRun run = CommandRun.of("keys", "generate");

        assertThat(run.lines()).hasSize(1);
        SecretCipher cipher = SecretCipher.ofKeyset(run.lines().getFirst());
        assertThat(cipher.decrypt(cipher.encrypt("abc", ENDPOINT), ENDPOINT)).isEqualTo("abc");
    }

    @Test
    void aRotatedKeysetOpensWhatTheOldOneClosedAndClosesOtherwise() throws UndecryptableException {
        String closed = SecretCipher.ofKeyset(keyset).encrypt("abc", ENDPOINT);

        CommandRun run = CommandRun.of(Map.of("SECRETS_KEYSET", keyset), "", "keys", "rotate");

        assertThat(run.lines()).hasSize(1);
        SecretCipher rotated = SecretCipher.ofKeyset(run.lines().getFirst());
        assertThat(rotated.decrypt(closed, ENDPOINT)).isEqualTo("abc");
        String closedNow = rotated.encrypt("abc", ENDPOINT);
        assertThat(SecretCipher.ofKeyset(keyset))
                .satisfies(old -> assertThatThrownBy(() -> old.decrypt(closedNow, ENDPOINT))
                        .isInstanceOf(UndecryptableException.class));
    }

    @Test
    void theKeysetMayComeOnStandardInput() {
        CommandRun run = CommandRun.of(Map.of(), keyset + "\n", "keys", "rotate", "--stdin");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(run.out()).hasSizeGreaterThan(keyset.length());
    }

    @Test
    void theKeysetMayComeFromASettingsFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("settings.properties");
        Properties properties = new Properties();
        properties.put("secrets.keyset", keyset);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }

        CommandRun run = CommandRun.of("keys", "rotate", "--settings", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void aRetiredKeyIsGoneFromTheKeyset() throws UndecryptableException {
        String rotated = CommandRun.of(Map.of("SECRETS_KEYSET", keyset), "", "keys", "rotate")
                .lines()
                .getFirst();
        String closedByNew = SecretCipher.ofKeyset(rotated).encrypt("abc", ENDPOINT);
        String closedByOld = SecretCipher.ofKeyset(keyset).encrypt("abc", ENDPOINT);

        CommandRun run = CommandRun.of(Map.of("SECRETS_KEYSET", rotated), "", "keys", "rotate", "--retire");

        SecretCipher retired = SecretCipher.ofKeyset(run.lines().getFirst());
        assertThat(retired.decrypt(closedByNew, ENDPOINT)).isEqualTo("abc");
        assertThatThrownBy(() -> retired.decrypt(closedByOld, ENDPOINT)).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void withoutAKeysetItSaysWhereToPutOne() {
        CommandRun run = CommandRun.of("keys", "rotate");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err()).contains("SECRETS_KEYSET").contains("keys generate");
    }

    @Test
    void whatIsNoKeysetIsNotRepeated() {
        CommandRun run = CommandRun.of(Map.of("SECRETS_KEYSET", "s3cr3t-but-no-keyset"), "", "keys", "rotate");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(run.err()).contains("keyset cannot be read").doesNotContain("s3cr3t");
    }
}
