package com.stairoids.webhooks.deploy;

import com.stairoids.webhooks.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings that the roles' pods share, as the ConfigMap gives them: under their names for the environment. */
final class SettingsMap {
    private SettingsMap() {}

    static Map<String, String> base() {
        Map<String, String> values = new LinkedHashMap<>();
        ProjectFiles.text(ProjectFiles.KUBERNETES.resolve("base/settings.env"))
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> put(line, values));
        return values;
    }

    static Map<String, String> example() {
        Map<String, String> values = base();
        ProjectFiles.yaml(ProjectFiles.KUBERNETES.resolve("example/kustomization.yaml"))
                .getFirst()
                .path("configMapGenerator")
                .path(0)
                .path("literals")
                .forEach(literal -> put(literal.asString(), values));
        return values;
    }

    static Settings settings() {
        return Settings.load(null, base(), Map.of());
    }

    private static void put(String line, Map<String, String> values) {
        int equals = line.indexOf('=');
        values.put(line.substring(0, equals), line.substring(equals + 1));
    }
}
