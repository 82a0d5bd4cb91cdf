package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void differsBetweenTwoOnOneHost() {
        try (var first = acquired("");
                var second = acquired("")) {
            assertThat(first.toString()).endsWith("-0");
            assertThat(second.toString()).endsWith("-1");
        }
    }

    @Test
    void isTheSameAgainAfterARestart() {
        String before;
        try (var first = acquired("")) {
            before = first.toString();
        }

        try (var again = acquired("")) {
            assertThat(again.toString()).isEqualTo(before);
        }
    }

    @Test
    void isTheOperatorsChoiceWhereThereIsOne() {
        try (var chosen = acquired("pod-7")) {
            assertThat(chosen.toString()).isEqualTo("pod-7");
        }
    }

    @Test
    void isUniqueWhereNoLockFileCanBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("no-directory"));

        try (var name = InstanceName.acquire("sender", "", file, "unique")) {
            assertThat(name.toString()).endsWith("-unique");
        }
    }

    private InstanceName acquired(String configured) {
        return InstanceName.acquire("sender", configured, directory, "unique");
    }
}
