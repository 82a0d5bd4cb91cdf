package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    @Test
    void everySectionIsATableInTheOrderGiven() {
        Map<String, List<Setting<?>>> sections = new LinkedHashMap<>();
        sections.put("Second", List.of(Setting.flag("b.flag", false, "Whether a|b.")));
        sections.put("First", List.of(Setting.list("a.list", "blocks", "Which.")));

        String document = SettingsDocument.render(sections);

        assertThat(document).isEqualTo("""
                ## Second

                | Setting | Environment | Default | Takes | Meaning |
                |---|---|---|---|---|
                | `b.flag` | `B_FLAG` | `false` | true or false | Whether a\\|b. |

                ## First

                | Setting | Environment | Default | Takes | Meaning |
                |---|---|---|---|---|
                | `a.list` | `A_LIST` | none | blocks | Which. |
                """);
    }
}
