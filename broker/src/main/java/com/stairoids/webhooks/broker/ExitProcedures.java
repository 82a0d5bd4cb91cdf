package com.stairoids.webhooks.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * What happens when Kafka wants to end the process: every broker in it is told that it failed (Kafka does not say which
 * of them it was), and the asking thread ends instead. Once replaced, the procedures stay so: a thread of a closed
 * broker may still ask.
 */
final class ExitProcedures {
    private static final Set<Consumer<BrokerFailedException>> LISTENERS = ConcurrentHashMap.newKeySet();

    private ExitProcedures() {}

    /** From now on {@code listener} hears of every failure, until it is {@linkplain #remove removed}. */
    static void replace(Consumer<BrokerFailedException> listener) {
        LISTENERS.add(listener);
        Exit.setExitProcedure(ExitProcedures::fail);
        Exit.setHaltProcedure(ExitProcedures::fail);
    }

    static void remove(Consumer<BrokerFailedException> listener) {
        LISTENERS.remove(listener);
    }

    private static void fail(int status, @Nullable String message) {
        BrokerFailedException failure = new BrokerFailedException("Kafka wanted to end the process with status "
                + status + (message == null ? "; its log says why" : ": " + message));
        LISTENERS.forEach(listener -> listener.accept(failure));
        throw failure;
    }
}
