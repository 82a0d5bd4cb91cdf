package com.stairoids.webhooks.cli.local;

import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.role.ProcessEnd;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo receiver by itself, for a line whose parts are processes of their own. */
@Command(
        name = "demo-receiver",
        description = "Run a receiver that verifies signatures as the public documentation shows it, and prints a line"
                + " for each request. The signing secret is taken from STAIROIDS_WEBHOOK_SECRET. For trying: it speaks"
                + " http, which senders refuse unless targets.allow-http and targets.allow-cidrs let them.")
public final class DemoReceiverCommand implements Callable<Integer> {
    static final String SECRET_VARIABLE = "STAIROIDS_WEBHOOK_SECRET";

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

    private final Terminal terminal;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where it listens; by default ${DEFAULT-VALUE}, 0.0.0.0 for every address of this machine.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it listens; by default ${DEFAULT-VALUE}, 0 for any free one.")
    private int port = 8081;

    public DemoReceiverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        String secret = terminal.environment().getOrDefault(SECRET_VARIABLE, "");
        if (secret.isEmpty()) {
            throw new InvalidSettingException(SECRET_VARIABLE + " must hold the endpoint's signing secret, whsec_...:"
                    + " `webhooks endpoints add` shows it");
        }
        LocalCommand.requirePort("--port", port);
        try (ProcessEnd end = ProcessEnd.within(STOP_DEADLINE)) {
            DemoReceiver receiver = bound();
            receiver.start(secret, this::print);
            terminal.out().println("Listening at http://" + host + ":" + receiver.port() + DemoReceiver.PATH);
            return end.await(receiver::close, new CompletableFuture<>());
        }
    }

    private DemoReceiver bound() {
        try {
            return DemoReceiver.bind(host, port);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("--host must be an address such as 127.0.0.1 or 0.0.0.0", e);
        }
    }

    private void print(DemoReceiver.Received received) {
        PrintStream out = terminal.out();
        out.println(received.describe());
        out.flush();
    }
}
