package com.stairoids.webhooks.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void linesComeWithoutTheirEnds() throws IOException {
        assertThat(read("a\n\nbc\n")).containsExactly("a", "", "bc");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(read("a\nb")).containsExactly("a", "b");
    }

    @Test
    void nothingHasNoLines() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextIsWhole() throws IOException {
        assertThat(read("1234567\n12345\n")).containsExactly("12345 (cut)", "12345");
    }

    private static List<String> read(String text) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 5);
        List<String> lines = new ArrayList<>();
        for (Optional<LineReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(new String(line.get().bytes(), StandardCharsets.UTF_8)
                    + (line.get().isCut() ? " (cut)" : ""));
        }
        return lines;
    }
}
