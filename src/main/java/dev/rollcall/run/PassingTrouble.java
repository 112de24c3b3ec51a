package dev.rollcall.run;

/// Tells trouble with the database itself, which passes, from a fault of ours.
public interface PassingTrouble {
    boolean isCauseOf(Throwable trouble);

    /// What it is and what helps, for the log.
    String said(Throwable trouble);
}
