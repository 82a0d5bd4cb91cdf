package com.stairoids.webhooks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.settings.Setting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedStateTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofHours(20)).minusSeconds(1);

    @TempDir
    Path folder;

    @Test
    void isForgottenSinceItMayHaveMissedTombstones() throws IOException {
        Path old = application("old", YESTERDAY, YESTERDAY);

        UnusedState.forget(old, NOW);

        assertThat(files(old)).containsExactly(old.resolve(UnusedState.LOCK_FILE));
    }

    @Test
    void oneThatWasClosedSinceIsKept() throws IOException {
        Path closedSince = application("closed-since", YESTERDAY, YESTERDAY.plusSeconds(1));

        UnusedState.forget(closedSince, NOW);

        assertThat(files(closedSince)).hasSize(2);
    }

    @Test
    void oneThatSomebodyHasOpenIsKept() throws IOException {
        Path open = application("open", YESTERDAY, YESTERDAY);
        Path lockFile = open.resolve(UnusedState.LOCK_FILE);
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            age(open, YESTERDAY);
            UnusedState.forget(open, NOW);

            assertThat(held.isValid()).isTrue();
            assertThat(files(open)).hasSize(3);
        }
    }

    @Test
    void whereThereIsNoneNothingIsForgotten() throws IOException {
        UnusedState.forget(folder.resolve("none"), NOW);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatElseLiesInTheStateDirectoryIsNotOurs() throws IOException {
        Setting<Path> setting = Setting.text("router.state-directory", "local-data", "a directory", "Where it is.")
                .then(Path::of);
        Path own = application("stairoids-router", YESTERDAY, YESTERDAY);
        Path other = application("somebodys-data", YESTERDAY, YESTERDAY);

        StateDirectory.require(folder, setting, "stairoids-router");

        assertThat(files(own)).hasSize(1);
        assertThat(files(other)).hasSize(2);
    }

    private Path application(String name, Instant store, Instant checkpoint) throws IOException {
        Path application = folder.resolve(name);
        Path task = Files.createDirectories(application.resolve("0_1"));
        Path sst = Files.writeString(task.resolve("000001.sst"), "parked");
        Path offsets = Files.writeString(task.resolve(".checkpoint"), "offset");
        age(application, store);
        Files.setLastModifiedTime(sst, FileTime.from(store));
        Files.setLastModifiedTime(offsets, FileTime.from(checkpoint));
        return application;
    }

    private static void age(Path directory, Instant time) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(time));
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
