package com.stairoids.webhooks.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that an operator may set.
 *
 * @param name dotted, lower case, as in {@code sender.requests-per-endpoint}
 * @param defaultText the default as an operator would write it; empty for none
 * @param accepts what may be written, in words, units and bounds included
 * @param meaning one or two sentences for an operator
 * @param parser text to value; throws {@link IllegalArgumentException} with a sentence where it cannot
 */
public record Setting<T>(String name, String defaultText, String accepts, String meaning, Function<String, T> parser) {
    private static final Pattern INSTANCE_SPELLING = Pattern.compile("[A-Za-z0-9._-]{0,100}");

    /** A whole number from {@code least} to {@code most}. */
    public static Setting<Integer> wholeNumber(String name, int defaultValue, int least, int most, String meaning) {
        String accepts = "a whole number from " + least + " to " + most;
        return new Setting<>(
                name, Integer.toString(defaultValue), accepts, meaning, text -> boundedNumber(text, least, most));
    }

    /** A length of time, written as in {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 7d}. */
    public static Setting<Duration> duration(
            String name, Duration defaultValue, Duration least, Duration most, String meaning) {
        String accepts = "a duration from " + Durations.text(least) + " to " + Durations.text(most) + ", such as "
                + Durations.text(defaultValue);
        return new Setting<>(
                name, Durations.text(defaultValue), accepts, meaning, text -> boundedDuration(text, least, most));
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String name, boolean defaultValue, String meaning) {
        return new Setting<>(name, Boolean.toString(defaultValue), "true or false", meaning, Setting::parsedFlag);
    }

    /** Any text; {@code accepts} says what makes sense. */
    public static Setting<String> text(String name, String defaultValue, String accepts, String meaning) {
        return new Setting<>(name, defaultValue, accepts, meaning, Function.identity());
    }

    /** A path, absolute or from the working directory; {@code accepts} says whose it may be. */
    public static Setting<Path> directory(String name, String defaultValue, String accepts, String meaning) {
        return text(name, defaultValue, accepts, meaning).then(Setting::path);
    }

    /** A part of names that Kafka has: up to 100 of {@code A-Z a-z 0-9 . _ -}; {@code accepts} says so. By default empty. */
    public static Setting<String> instance(String name, String accepts, String meaning) {
        return text(name, "", accepts, meaning).then(Setting::spelledInstance);
    }

    /** Values separated by commas; empty for none. */
    public static Setting<List<String>> list(String name, String accepts, String meaning) {
        return new Setting<>(
                name,
                "",
                accepts,
                meaning,
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toUnmodifiableList()));
    }

    /** The same setting with more to check: {@code check} throws {@link IllegalArgumentException} with a sentence. */
    public <U> Setting<U> then(Function<T, U> check) {
        return new Setting<>(name, defaultText, accepts, meaning, parser.andThen(check));
    }

    /** How the environment spells it: {@code SENDER_REQUESTS_PER_ENDPOINT}. */
    public String environmentName() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static int boundedNumber(String text, int least, int most) {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is not a whole number", e);
        }
        if (value < least || value > most) {
            throw new IllegalArgumentException("it is out of bounds");
        }
        return value;
    }

    private static Duration boundedDuration(String text, Duration least, Duration most) {
        Duration value = Durations.parse(text);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("it is out of bounds");
        }
        return value;
    }

    /** An invalid path's exception is an IllegalArgumentException already. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty");
        }
        return Path.of(text);
    }

    private static String spelledInstance(String text) {
        if (!INSTANCE_SPELLING.matcher(text).matches()) {
            throw new IllegalArgumentException("it has other characters or is too long");
        }
        return text;
    }

    private static boolean parsedFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it is neither true nor false");
        };
    }
}
