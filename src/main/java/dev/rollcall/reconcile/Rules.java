package dev.rollcall.reconcile;

import dev.rollcall.person.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a job wants done with what differs: the `reconcile` block of a job file.
///
/// @param match tried in order after the stored link
/// @param protect employee IDs, e-mails or usernames never changed
/// @param clearOnEmpty attributes whose empty cell clears the value
/// @param references how the words of a reference attribute are read
/// @param createTags whether a tag that is unknown in the tenant is created
/// @param pathSeparator between the names of an organization's path
public record Rules(
        List<Attribute> match,
        Absent absent,
        AbsentScope absentScope,
        Set<String> protect,
        Set<Attribute> clearOnEmpty,
        Map<Attribute, ReferenceBy> references,
        boolean createTags,
        String pathSeparator,
        Sets sets,
        Telling emailChanges,
        Telling globalChanges) {

    public Rules {
        match = List.copyOf(match);
        protect = Set.copyOf(protect);
        clearOnEmpty = Set.copyOf(clearOnEmpty);
        references = Map.copyOf(references);
    }

    public enum Absent {
        KEEP,
        DEACTIVATE
    }

    public enum AbsentScope {
        MANAGED,
        ALL
    }

    public enum ReferenceBy {
        NAME,
        ID,
        PATH
    }

    /// What happens to set values that the export does not name: `own` takes away only what this job once
    /// added.
    public enum Sets {
        OWN,
        MERGE,
        REPLACE
    }

    /// Whether a difference with consequences beyond the job is applied, or only told.
    public enum Telling {
        REPORT,
        APPLY
    }

    public ReferenceBy referenceBy(Attribute attribute) {
        return references.getOrDefault(attribute, ReferenceBy.NAME);
    }
}
