package com.stairoids.webhooks.browser;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One line, one receiver and one browser for all classes that ask for them, closed after the last. */
final class Stage implements ParameterResolver {
    /** Short, so that a delivery fails for good within a test; the last leaves time to look at one that waits. */
    private static final String RETRY_DELAYS = "1s,1s,2s,3s,20s";

    private static final Namespace NAMESPACE = Namespace.create(Stage.class);
    private static final Map<Class<?>, Supplier<AutoCloseable>> PARTS = Map.of(
            Line.class, () -> Line.start(directory(), RETRY_DELAYS),
            Receiver.class, Receiver::start,
            Chromium.class, Chromium::start);

    /** How long a page may take to show what is expected, in milliseconds. */
    private static final double PATIENCE = 30_000;

    Stage() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(type, asked -> start(asked));
    }

    private static Object start(Class<?> type) {
        Supplier<AutoCloseable> part = PARTS.get(type);
        if (part == null) {
            throw new IllegalStateException("nothing of type " + type + " is on this stage");
        }
        return part.get();
    }

    /** Below {@code target}, so that what a line said can be read after the tests. */
    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "line")), "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
