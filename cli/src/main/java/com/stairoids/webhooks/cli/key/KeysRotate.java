package com.stairoids.webhooks.cli.key;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.connection.KnownSettings;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the present keyset with a new primary key, or with its primary key alone. */
@Command(
        name = "rotate",
        description = {
            "Print the present keyset with a new key that encrypts from now on; the older ones still decrypt.",
            "The present keyset is the setting secrets.keyset (SECRETS_KEYSET), or comes on standard input with --stdin.",
            "To retire a key: rotate; restart every sender with the new keyset, then every console; run `webhooks"
                    + " endpoints reencrypt` with it; then `webhooks keys rotate --retire`, and restart every sender and"
                    + " every console with that. Routers and retry-schedulers need no keyset."
        })
public final class KeysRotate implements Callable<Integer> {
    /** Bound on what is read from standard input, in bytes. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final Terminal terminal;

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings as properties.")
    private @Nullable Path file;

    @Option(names = "--stdin", description = "Read the present keyset from standard input.")
    private boolean stdin;

    @Option(
            names = "--retire",
            description = "Print the keyset with its primary key alone. Only after `webhooks endpoints reencrypt`.")
    private boolean retire;

    public KeysRotate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String present = present();
        try {
            String keyset = retire ? SecretCipher.withPrimaryOnly(present) : SecretCipher.rotated(present);
            terminal.out().println(keyset.strip());
            return ExitCodes.OK;
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private String present() throws IOException {
        if (stdin) {
            return new String(terminal.in().readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        }
        Settings settings = Settings.load(file, terminal.environment(), Map.of());
        settings.requireKnown(KnownSettings.ALL, KnownSettings.PREFIXES);
        String keyset = settings.get(SecretSettings.KEYSET);
        if (keyset.isEmpty()) {
            throw new CommandFailedException("there is no keyset to rotate: set SECRETS_KEYSET, name a --settings file"
                    + " that holds secrets.keyset, or pass it with --stdin. `webhooks keys generate` makes the first.");
        }
        return keyset;
    }
}
