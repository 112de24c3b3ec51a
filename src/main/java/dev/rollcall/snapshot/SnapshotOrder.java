package dev.rollcall.snapshot;

import dev.rollcall.person.Attribute;
import dev.rollcall.tenant.TenantLine;
import java.util.Set;
import java.util.stream.Collectors;

/// What to read.
///
/// @param mapped the attributes that the export speaks of: references among them are read too, so that the plan can
///     look them up
public record SnapshotOrder(long runId, String job, TenantLine line, Set<Attribute> mapped) {
    public SnapshotOrder {
        mapped = Set.copyOf(mapped);
    }

    Set<Attribute> references() {
        return mapped.stream().filter(Attribute::isReference).collect(Collectors.toUnmodifiableSet());
    }
}
