package dev.rollcall.sandbox.host;

import java.util.List;

/// A choice that the vendor's documents leave open, or a strictness that can be relaxed: a constant of each system's
/// own
/// list.
public interface Option {

    Setting setting();

    int ordinal();

    default String key() {
        return setting().key();
    }

    default String fallback() {
        return setting().fallback();
    }

    default List<String> choices() {
        return setting().choices();
    }
}
