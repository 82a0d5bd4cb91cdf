package com.stairoids.webhooks.cli;

import com.stairoids.webhooks.cli.attempt.AttemptsCommand;
import com.stairoids.webhooks.cli.connection.SettingsCommand;
import com.stairoids.webhooks.cli.deadletter.DeadLettersExport;
import com.stairoids.webhooks.cli.deadletter.DeadLettersList;
import com.stairoids.webhooks.cli.deadletter.DeadLettersReplay;
import com.stairoids.webhooks.cli.deadletter.DeadLettersShow;
import com.stairoids.webhooks.cli.deadletter.DeadLettersStats;
import com.stairoids.webhooks.cli.endpoint.EndpointsAdd;
import com.stairoids.webhooks.cli.endpoint.EndpointsBackup;
import com.stairoids.webhooks.cli.endpoint.EndpointsEndOverlap;
import com.stairoids.webhooks.cli.endpoint.EndpointsList;
import com.stairoids.webhooks.cli.endpoint.EndpointsReencrypt;
import com.stairoids.webhooks.cli.endpoint.EndpointsRemove;
import com.stairoids.webhooks.cli.endpoint.EndpointsRestore;
import com.stairoids.webhooks.cli.endpoint.EndpointsRollSecret;
import com.stairoids.webhooks.cli.endpoint.EndpointsShow;
import com.stairoids.webhooks.cli.endpoint.EndpointsSwitch;
import com.stairoids.webhooks.cli.endpoint.EndpointsTry;
import com.stairoids.webhooks.cli.endpoint.EndpointsUpdate;
import com.stairoids.webhooks.cli.event.EventsSend;
import com.stairoids.webhooks.cli.key.KeysGenerate;
import com.stairoids.webhooks.cli.key.KeysRotate;
import com.stairoids.webhooks.cli.local.DemoReceiverCommand;
import com.stairoids.webhooks.cli.local.LocalCommand;
import com.stairoids.webhooks.cli.rejection.RejectedEventsList;
import com.stairoids.webhooks.cli.rejection.RejectedEventsResubmit;
import com.stairoids.webhooks.cli.rejection.RejectedEventsShow;
import com.stairoids.webhooks.cli.role.Role;
import com.stairoids.webhooks.cli.role.RoleCommand;
import com.stairoids.webhooks.cli.token.TokensCreate;
import com.stairoids.webhooks.cli.token.TokensList;
import com.stairoids.webhooks.cli.token.TokensRevoke;
import com.stairoids.webhooks.cli.topic.TopicsApply;
import com.stairoids.webhooks.cli.topic.TopicsDiff;
import com.stairoids.webhooks.cli.topic.TopicsManifests;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The command {@code webhooks}. */
@Command(
        name = "webhooks",
        description = "Stairoids Webhooks: from a domain event on Kafka to a signed POST.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "`webhooks COMMAND --help` says more. docs/commands.md shows all of them in use."})
public final class Webhooks {
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show more of the log, and the stack trace of a failure.")
    private boolean verbose;

    private Webhooks() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /** The whole command, in {@code terminal}. */
    public static CommandLine commandLine(Terminal terminal) {
        Webhooks root = new Webhooks();
        CommandLine commandLine = new CommandLine(root);
        commandLine.getCommandSpec().addOption(help()).addOption(version());
        commandLine.addSubcommand(new LocalCommand(terminal));
        for (Role role : Role.values()) {
            commandLine.addSubcommand(RoleCommand.of(role, terminal));
        }
        return commandLine
                .addSubcommand(group(
                        "topics",
                        "Compare the cluster's topics with the declarations, and bring them in line.",
                        new TopicsApply(terminal),
                        new TopicsDiff(terminal),
                        new TopicsManifests(terminal)))
                .addSubcommand(group(
                        "keys",
                        "Make and rotate the keyset that opens the endpoints' secrets.",
                        new KeysGenerate(terminal),
                        new KeysRotate(terminal)))
                .addSubcommand(group(
                        "endpoints",
                        "Register, look at, switch and remove endpoints.",
                        new EndpointsAdd(terminal),
                        new EndpointsList(terminal),
                        new EndpointsShow(terminal),
                        new EndpointsSwitch.Enable(terminal),
                        new EndpointsSwitch.Disable(terminal),
                        new EndpointsTry(terminal),
                        new EndpointsUpdate(terminal),
                        new EndpointsRollSecret(terminal),
                        new EndpointsEndOverlap(terminal),
                        new EndpointsRemove(terminal),
                        new EndpointsReencrypt(terminal),
                        new EndpointsBackup(terminal),
                        new EndpointsRestore(terminal)))
                .addSubcommand(group("events", "Send domain events.", new EventsSend(terminal)))
                .addSubcommand(new AttemptsCommand(terminal, InstantSource.system()))
                .addSubcommand(group(
                        "dead-letters",
                        "Look at the deliveries that were given up, and send them again.",
                        new DeadLettersList(terminal, InstantSource.system()),
                        new DeadLettersShow(terminal),
                        new DeadLettersStats(terminal, InstantSource.system()),
                        new DeadLettersExport(terminal, InstantSource.system()),
                        new DeadLettersReplay(terminal, InstantSource.system())))
                .addSubcommand(group(
                        "rejected-events",
                        "Look at what the router refused, and send it anew.",
                        new RejectedEventsList(terminal, InstantSource.system()),
                        new RejectedEventsShow(terminal),
                        new RejectedEventsResubmit(terminal, InstantSource.system())))
                .addSubcommand(group(
                        "tokens",
                        "Make, list and revoke the tokens that open the console and its API.",
                        new TokensCreate(terminal),
                        new TokensList(terminal),
                        new TokensRevoke(terminal)))
                .addSubcommand(new SettingsCommand(terminal))
                .addSubcommand(new DemoReceiverCommand(terminal))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    root.log(parsed);
                    return new RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((wrong, _) -> usageError(terminal, wrong))
                .setExecutionExceptionHandler((failure, _, _) -> root.failed(terminal, failure));
    }

    private void log(ParseResult parsed) {
        ParseResult asked = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (asked.commandSpec().userObject() instanceof RoleCommand) {
            Logging.forRole(verbose);
        } else {
            Logging.forCommand(verbose);
        }
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this and end.")
                .build();
    }

    private static OptionSpec version() {
        return OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version and end.")
                .build();
    }

    private static CommandLine group(String name, String description, Object... commands) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        CommandLine group = new CommandLine(spec);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }

    private static int usageError(Terminal terminal, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        terminal.err().println("webhooks: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        terminal.err().println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
        return ExitCodes.USAGE;
    }

    private int failed(Terminal terminal, Exception failure) {
        if (verbose) {
            failure.printStackTrace(terminal.err());
        }
        terminal.err().println("webhooks: " + Failures.sentence(failure));
        return Failures.exitCode(failure);
    }
}
