package com.stairoids.webhooks.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings as a Markdown table each section, for {@code docs/settings.md}. */
public final class SettingsDocument {
    private static final String TABLE_HEAD = """
            | Setting | Environment | Default | Takes | Meaning |
            |---|---|---|---|---|
            """;

    private SettingsDocument() {}

    /** A heading of the second level and a table for each section, in the order given. */
    public static String render(Map<String, List<Setting<?>>> sections) {
        return sections.entrySet().stream()
                .map(section -> "## " + section.getKey() + "\n\n" + table(section.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String table(List<Setting<?>> settings) {
        return TABLE_HEAD + settings.stream().map(SettingsDocument::row).collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String defaultText = setting.defaultText().isEmpty() ? "none" : code(setting.defaultText());
        return "| " + code(setting.name()) + " | " + code(setting.environmentName()) + " | " + defaultText + " | "
                + cell(setting.accepts()) + " | " + cell(setting.meaning()) + " |\n";
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
