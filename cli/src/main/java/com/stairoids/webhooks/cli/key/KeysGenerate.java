package com.stairoids.webhooks.cli.key;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints a new keyset. */
@Command(
        name = "generate",
        description =
                "Print a new keyset, as JSON on one line. It is a secret: give it to the roles as SECRETS_KEYSET, and"
                        + " keep a copy, since without it no endpoint's secret can be read.")
public final class KeysGenerate implements Callable<Integer> {
    private final Terminal terminal;

    public KeysGenerate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println(SecretCipher.newKeyset().strip());
        return ExitCodes.OK;
    }
}
