package dev.rollcall.stage;

import dev.rollcall.person.FileCode;
import java.util.List;

/// What came of staging an export.
public sealed interface StageOutcome {

    ExportFacts facts();

    /// The rows lie in `staged_row`, `rejected_row` and `finding`.
    ///
    /// @param read rows in the file; blank lines, header, skipped and footer lines are none
    /// @param rejected rows with a finding
    /// @param accepted read less rejected; the repeated ones are among them
    /// @param repeated accepted rows that only repeat an identical row: not staged again, and unchanged by
    ///     definition
    /// @param proven whether all checks of the proof are ok
    record Staged(
            ExportFacts facts,
            long read,
            long rejected,
            long accepted,
            long repeated,
            List<Check> proof,
            boolean proven)
            implements StageOutcome {
        public Staged {
            proof = List.copyOf(proof);
        }
    }

    /// Nothing was staged. The words come from the message bundle, under `file.<code>.<variant>` and
    /// `file.<code>.<variant>.hint` (or `file.<code>` and `file.<code>.hint`), with `{0}`, `{1}` … of
    /// `details` filled in.
    record Refused(ExportFacts facts, FileCode code, String variant, List<String> details) implements StageOutcome {
        public Refused {
            details = List.copyOf(details);
        }
    }
}
