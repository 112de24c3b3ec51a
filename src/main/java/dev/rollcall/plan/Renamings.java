package dev.rollcall.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the new employee IDs of an export come to, all of them together: an ID may be taken that another row gives
/// up.
public final class Renamings {

    /// A row that names a new employee ID.
    ///
    /// @param oldHeld whether a tenant user has the old ID
    /// @param newHeld whether a tenant user has the new ID
    /// @param renamedBefore whether the link of the new ID says that it came from the old one by an earlier
    ///     rename
    /// @param newHasRow whether another row of the export is about the new ID
    public record Asked(
            long line,
            String from,
            String to,
            boolean oldHeld,
            boolean newHeld,
            boolean renamedBefore,
            boolean newHasRow) {}

    public enum Verdict {
        /// Rename.
        TO,
        /// The person has the new ID already, or is to be created with it: decide as if the row said it.
        AS_NEW,
        /// To be created with the new ID, which another row of this export gives up.
        CREATE,
        /// Somebody else has the new ID and keeps it.
        TAKEN
    }

    private Renamings() {}

    /// @return by line
    public static Map<Long, Verdict> resolve(List<Asked> all) {
        Map<Long, Verdict> verdicts = new HashMap<>();
        Map<String, Asked> leaving = new HashMap<>();
        Set<String> left = new HashSet<>();
        Set<String> wanted = new HashSet<>();
        Set<String> wantedTwice = new HashSet<>();
        for (Asked asked : all) {
            boolean there = asked.renamedBefore() || !asked.oldHeld();
            verdicts.put(asked.line(), there ? Verdict.AS_NEW : Verdict.TO);
            if (asked.renamedBefore()) {
                left.add(asked.from());
            } else if (!there) {
                leaving.put(asked.from(), asked);
            }
            if (!wanted.add(asked.to())) {
                wantedTwice.add(asked.to());
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Asked asked : all) {
                if (verdicts.get(asked.line()) != Verdict.TAKEN
                        && isTaken(asked, leaving.keySet(), left, verdicts, wantedTwice)) {
                    verdicts.put(asked.line(), Verdict.TAKEN);
                    leaving.remove(asked.from());
                    left.remove(asked.from());
                    changed = true;
                }
            }
        }
        for (Asked asked : all) {
            boolean given = asked.newHeld() && leaving.containsKey(asked.to());
            if (given && !asked.renamedBefore() && verdicts.get(asked.line()) == Verdict.AS_NEW) {
                verdicts.put(asked.line(), Verdict.CREATE);
            }
        }
        return verdicts;
    }

    /// @param leaving IDs whose users are renamed away in this plan
    /// @param left IDs whose people an earlier run has renamed: a chain or a swap comes again
    private static boolean isTaken(
            Asked asked, Set<String> leaving, Set<String> left, Map<Long, Verdict> verdicts, Set<String> wantedTwice) {
        boolean given = leaving.contains(asked.to());
        boolean renames = verdicts.get(asked.line()) == Verdict.TO;
        return wantedTwice.contains(asked.to())
                || (renames && asked.newHeld() && !given)
                || (asked.newHasRow() && !given && !left.contains(asked.to()));
    }
}
