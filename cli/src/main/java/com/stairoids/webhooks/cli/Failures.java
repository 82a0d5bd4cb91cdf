package com.stairoids.webhooks.cli;

import com.stairoids.webhooks.settings.InvalidSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** From an exception to one sentence that says what to do. */
final class Failures {
    private Failures() {}

    static int exitCode(Throwable failure) {
        return unwrapped(failure) instanceof InvalidSettingException ? ExitCodes.USAGE : ExitCodes.FAILED;
    }

    static String sentence(Throwable failure) {
        Throwable cause = unwrapped(failure);
        return switch (cause) {
            case CommandFailedException failed -> String.valueOf(failed.getMessage());
            case InvalidSettingException invalid -> String.valueOf(invalid.getMessage());
            case AuthenticationException refused ->
                "Kafka does not let this client log in: " + refused.getMessage()
                        + ". Check the client properties in --command-config or the kafka.client settings.";
            case AuthorizationException refused ->
                "Kafka does not permit this: " + refused.getMessage() + ". Ask for the missing permission.";
            case UnknownTopicOrPartitionException _ ->
                "a topic does not exist: run `webhooks topics apply` against this cluster first.";
            case TimeoutException timeout ->
                "Kafka did not answer in time: " + timeout.getMessage()
                        + ". Check that it runs and that --bootstrap-server is right.";
            case KafkaException kafka
            when kafka.getCause() != null ->
                "Kafka: " + kafka.getMessage() + ": " + kafka.getCause().getMessage();
            case KafkaException kafka -> "Kafka: " + kafka.getMessage();
            case UncheckedIOException io -> unreadable(io.getCause());
            case IOException io -> unreadable(io);
            default ->
                "this should not happen: " + cause + ". Run it again with --verbose and report what that prints.";
        };
    }

    private static String unreadable(@Nullable IOException io) {
        return "something could not be read or written: " + io + ". Check that it is there, who owns it, and its disk.";
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return (failure instanceof ExecutionException || failure instanceof CompletionException) && cause != null
                ? unwrapped(cause)
                : failure;
    }
}
