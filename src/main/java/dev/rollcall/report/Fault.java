package dev.rollcall.report;

import dev.rollcall.person.Finding;

/// A line of errors.csv: a finding, and what the tenant said where it was found while pushing.
///
/// @param number grows over the findings of a run; 0 for what was found while pushing
/// @param remoteCode the tenant's own code, word for word; empty where there is none
/// @param attempts calls that were made for it
public record Fault(long number, Finding finding, String remoteCode, String remoteMessage, int attempts) {

    /// Whether the row is to be corrected, and not only told of.
    public boolean isReject() {
        return !finding.code().isTold();
    }
}
