package dev.rollcall.snapshot;

import dev.rollcall.person.Attribute;
import dev.rollcall.tenant.TenantLine;
import java.util.Set;

/// What to read.
///
/// @param references the kinds of reference that the plan will look up
public record SnapshotOrder(long runId, String job, TenantLine line, Set<Attribute> references) {
    public SnapshotOrder {
        references = Set.copyOf(references);
    }
}
