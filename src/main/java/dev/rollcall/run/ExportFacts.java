package dev.rollcall.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is known of a run's export; the block `export` of its summary.
///
/// @param proven empty until it was read
public record ExportFacts(
        String name,
        Optional<String> sha256,
        OptionalLong bytes,
        Optional<String> charset,
        Optional<String> delimiter,
        Optional<Boolean> proven,
        List<Proof> proof) {
    /// One check of completeness.
    public record Proof(String check, boolean ok, String found, String expected) {}

    public ExportFacts {
        proof = List.copyOf(proof);
    }

    public static ExportFacts named(String name) {
        return new ExportFacts(
                name,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
