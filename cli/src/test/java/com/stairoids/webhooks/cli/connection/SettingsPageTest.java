package com.stairoids.webhooks.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    /** Tests run in their module's folder. */
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void thePageIsWhatTheCommandPrints() throws IOException {
        CommandRun run = CommandRun.of("settings");

        assertThat(Files.readString(PAGE))
                .as("docs/settings.md is out of date: ./webhooks settings > docs/settings.md")
                .isEqualTo(run.out());
    }
}
