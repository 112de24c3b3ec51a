package dev.rollcall.sandbox.host;

import java.util.List;

/// A choice that the vendor's documents leave open, or a strictness that can be relaxed.
public interface Option {

    /// The name in settings and admin calls.
    String key();

    /// The value when nothing is said.
    String fallback();

    /// The words it takes; empty for a whole number or free text (a number when the fallback is one).
    List<String> choices();

    int ordinal();
}
