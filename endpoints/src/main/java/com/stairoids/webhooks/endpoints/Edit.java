package com.stairoids.webhooks.endpoints;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a change does to one member of an endpoint. */
public sealed interface Edit<T> {
    /** What the member is afterwards, given what it is now. */
    @Nullable
    T applied(@Nullable T present);

    /** As it is. */
    static <T> Edit<T> keep() {
        return new Keep<>();
    }

    /** To {@code value}; away, or to what it would be by itself, where that is null. */
    static <T> Edit<T> to(@Nullable T value) {
        return value == null ? new Clear<>() : new Set<>(value);
    }

    /** The same edit of another form of the value. */
    default <U> Edit<U> map(Function<T, U> form) {
        return switch (this) {
            case Keep<T>() -> new Keep<>();
            case Clear<T>() -> new Clear<>();
            case Set<T>(T value) -> new Set<>(form.apply(value));
        };
    }

    record Keep<T>() implements Edit<T> {
        @Override
        public @Nullable T applied(@Nullable T present) {
            return present;
        }
    }

    record Clear<T>() implements Edit<T> {
        @Override
        public @Nullable T applied(@Nullable T present) {
            return null;
        }
    }

    /** Prints itself without the value, which may be a secret one. */
    record Set<T>(T value) implements Edit<T> {
        @Override
        public @Nullable T applied(@Nullable T present) {
            return value;
        }

        @Override
        public String toString() {
            return "Set[redacted]";
        }
    }
}
