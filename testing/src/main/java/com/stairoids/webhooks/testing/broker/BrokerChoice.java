package com.stairoids.webhooks.testing.broker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** Where brokers for tests run. */
enum BrokerChoice {
    /** In a container; a test fails where no engine answers. */
    CONTAINER,
    /** In this process, whether an engine answers or not. */
    PROCESS,
    /** In a container where an engine answers, in process where none does. */
    AUTO;

    /** The system property that chooses; without it, the environment variable of that name. */
    static final String NAME = "WEBHOOKS_TEST_BROKER";

    /** @throws IllegalArgumentException where a value is none of the three, in whatever case */
    static BrokerChoice of(Properties system, Map<String, String> environment) {
        String text = system.getProperty(NAME, environment.getOrDefault(NAME, "auto"));
        return Arrays.stream(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(NAME + " is container, process or auto, not " + text));
    }

    /** Asks for the engine only where the choice depends on it. */
    boolean isContainer(Supplier<Boolean> engineAnswers) {
        return switch (this) {
            case CONTAINER -> true;
            case PROCESS -> false;
            case AUTO -> engineAnswers.get();
        };
    }

    static BrokerChoice ofThisProcess() {
        return of(System.getProperties(), System.getenv());
    }

    static boolean engineAnswers() {
        return Engine.ANSWERS;
    }

    /** Asked once in a process, and only when somebody needs to know. */
    private static final class Engine {
        static final boolean ANSWERS = DockerEngine.answers(Optional.ofNullable(System.getenv("DOCKER_HOST")));
    }
}
