package dev.rollcall.snapshot;

import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import java.util.List;
import java.util.Set;

/// Where snapshots lie.
public interface SnapshotStore {
    /// Begins the run's snapshot; one that is there already is dropped.
    ///
    /// @param mapped the attributes that the export speaks of
    UserSink begin(long runId, Set<Attribute> mapped);

    /// Replaces the run's references.
    void references(long runId, List<Reference> references);

    /// Links those of the job's invitations whose person has appeared among the users of the snapshot (by
    /// e-mail).
    void accepted(long runId, String job);

    /// Notes which invitations are open, and which of the job's own are among them.
    void invitations(long runId, String job, List<OpenInvitation> open);

    void drop(long runId);
}
