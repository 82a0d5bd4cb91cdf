package com.stairoids.webhooks.router.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionReasonTest {
    private static final Path DOCUMENTATION = Path.of("../docs/producing.md");

    @Test
    void standsInTheDocumentationForProducers() throws IOException {
        List<String> rows = Arrays.stream(RejectionReason.values())
                .map(reason -> "| `" + reason.code() + "` | " + reason.meaning() + " | " + reason.remedy() + " |")
                .toList();

        List<String> documented = Files.readAllLines(DOCUMENTATION).stream()
                .dropWhile(line -> !line.startsWith("| reason |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(documented).containsExactlyElementsOf(rows);
    }

    @Test
    void saysInTheRemedyFirstWhatIsWrongAndThenWhatToDo() {
        Rejection rejection = new Rejection(RejectionReason.BAD_ID, "id is null instead of a string.");

        assertThat(rejection.remedy())
                .isEqualTo("id is null instead of a string. An id is 1 to 128 characters of A-Z, a-z, 0-9, underscore"
                        + " and hyphen; leave id out to have one made.");
    }

    @Test
    void cutsALongRemedy() {
        assertThat(new Rejection(RejectionReason.BAD_ID, "x".repeat(5000)).remedy())
                .hasSize(Rejection.REMEDY_BYTES);
    }
}
