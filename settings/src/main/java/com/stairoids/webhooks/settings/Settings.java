package com.stairoids.webhooks.settings;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set, strongest first: the command line, the environment, the file. The rest are the declarations'
 * defaults. An environment variable that is empty counts as not set. Values are taken as they stand: nothing in them is
 * expanded, so a password may hold a dollar and braces.
 */
public final class Settings {
    private static final int COMMAND_LINE_ORDINAL = 400;
    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int FILE_ORDINAL = 200;

    private final SmallRyeConfig config;
    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Map<String, String> commandLine;

    private Settings(Map<String, String> file, Map<String, String> environment, Map<String, String> commandLine) {
        // Without the library's default interceptors, which would expand expressions.
        this.config = new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(commandLine, "command line", COMMAND_LINE_ORDINAL),
                        new EnvConfigSource(withoutEmpty(environment), ENVIRONMENT_ORDINAL),
                        new PropertiesConfigSource(file, "file", FILE_ORDINAL))
                .build();
        this.file = Map.copyOf(file);
        this.environment = Map.copyOf(environment);
        this.commandLine = Map.copyOf(commandLine);
    }

    /** Settings from a process's environment and, where one is given, a properties file. */
    public static Settings load(@Nullable Path file, Map<String, String> environment, Map<String, String> commandLine) {
        return new Settings(file == null ? Map.of() : read(file), environment, commandLine);
    }

    /** Exactly these: for tests, and for roles that run inside another process. */
    public static Settings of(Map<String, String> values) {
        return new Settings(Map.of(), Map.of(), values);
    }

    /** @throws InvalidSettingException where what was written cannot be used */
    public <T> T get(Setting<T> setting) {
        String written = config.getOptionalValue(setting.name(), String.class).orElse(setting.defaultText());
        try {
            return setting.parser().apply(written.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "setting " + setting.name() + " (" + setting.environmentName() + ") cannot be used: "
                            + e.getMessage() + ". It takes " + setting.accepts() + ".",
                    e);
        }
    }

    /**
     * All that was written below a prefix, the prefix cut off. In the environment an underscore stands for each dot:
     * {@code KAFKA_CLIENT_SECURITY_PROTOCOL} is {@code security.protocol} below {@code kafka.client.}. Empty values are kept,
     * since some mean something to Kafka.
     */
    public Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        collect(file, prefix, name -> name, found);
        String environmentPrefix = prefix.replace('.', '_').toUpperCase(Locale.ROOT);
        collect(
                environment,
                environmentPrefix,
                name -> name.toLowerCase(Locale.ROOT).replace('_', '.'),
                found);
        collect(commandLine, prefix, name -> name, found);
        return found;
    }

    private static void collect(
            Map<String, String> from, String prefix, UnaryOperator<String> spelling, Map<String, String> to) {
        from.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                to.put(spelling.apply(name.substring(prefix.length())), value);
            }
        });
    }

    /**
     * Refuses names in the file or on the command line that nothing reads: a typing error must not silently leave a
     * default.
     *
     * @throws InvalidSettingException naming each
     */
    public void requireKnown(Collection<? extends Setting<?>> known, Collection<String> prefixes) {
        Set<String> names = known.stream().map(Setting::name).collect(Collectors.toSet());
        String unknown = Stream.concat(file.keySet().stream(), commandLine.keySet().stream())
                .distinct()
                .filter(name -> !names.contains(name))
                .filter(name -> prefixes.stream().noneMatch(name::startsWith))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new InvalidSettingException(
                    "there is no setting " + unknown + ": see docs/settings.md for the names that there are");
        }
    }

    private static Map<String, String> withoutEmpty(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new InvalidSettingException("the settings file " + file + " does not exist", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "the settings file " + file + " cannot be read as properties: " + e.getMessage(), e);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}
