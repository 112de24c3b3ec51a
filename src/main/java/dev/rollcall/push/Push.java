package dev.rollcall.push;

/// Sends a run's pending changes to its tenant, in plan order, each exactly once.
public interface Push {

    /// Takes every line of the run's journal that is pending, resolves first those whose answer was lost, and
    /// returns when nothing more can be done. Blocks; a lost database is waited for. May be called again on
    /// the same run at any time.
    PushOutcome push(PushOrder order);
}
