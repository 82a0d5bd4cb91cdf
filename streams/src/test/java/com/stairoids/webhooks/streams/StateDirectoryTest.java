package com.stairoids.webhooks.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    private static final Setting<Path> SETTING = Setting.text(
                    "router.state-directory", "local-data", "a directory", "Where it is.")
            .then(Path::of);

    @TempDir
    Path folder;

    @Test
    void isMadeWithItsParents() {
        Path deep = folder.resolve("a").resolve("b");

        StateDirectory.require(deep, SETTING);
        StateDirectory.require(deep, SETTING);

        assertThat(deep).isDirectory();
    }

    @Test
    void oneThatCannotBeIsRefusedByTheSettingsName() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> StateDirectory.require(file.resolve("below"), SETTING))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("router.state-directory (ROUTER_STATE_DIRECTORY) cannot be used")
                .hasMessageContaining(file.toString());
    }
}
