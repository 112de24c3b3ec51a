package dev.rollcall.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is known of a run's export; the block `export` of its summary.
///
/// @param proven empty until it was read
/// @param columns keys of the mapped attributes that it has
public record Export(
        String name,
        Optional<String> sha256,
        OptionalLong bytes,
        Optional<String> charset,
        Optional<String> delimiter,
        Optional<Boolean> proven,
        List<Proof> proof,
        List<String> columns) {
    /// One check of completeness.
    public record Proof(String check, boolean ok, Object found, Object expected) {}

    public Export {
        proof = List.copyOf(proof);
        columns = List.copyOf(columns);
    }

    public static Export named(String name) {
        return new Export(
                name,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
