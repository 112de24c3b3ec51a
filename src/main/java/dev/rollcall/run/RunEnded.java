package dev.rollcall.run;

/// Published when a run has come to an end.
public record RunEnded(long runId, String job, RunState state) {}
