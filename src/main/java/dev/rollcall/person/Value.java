package dev.rollcall.person;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// One attribute's value. A reference is held by its id in the tenant once the plan has resolved it, by HR's word
/// before.
public sealed interface Value {

    /// A text; the empty text says that there is none (and, as a wanted value, that it is to be cleared).
    record Text(String text) implements Value {
        @Override
        public boolean isEmpty() {
            return text.isEmpty();
        }
    }

    record Flag(boolean on) implements Value {
        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    /// A set without order; kept sorted so that it reads and digests the same each time.
    record Items(SortedSet<String> items) implements Value {
        public Items {
            items = Collections.unmodifiableSortedSet(new TreeSet<>(items));
        }

        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }
    }

    boolean isEmpty();

    static Value text(String text) {
        return new Text(text);
    }

    static Value flag(boolean on) {
        return new Flag(on);
    }

    static Value items(Collection<String> items) {
        return new Items(new TreeSet<>(items));
    }

    static Value items(String... items) {
        return items(java.util.List.of(items));
    }
}
