package dev.rollcall.run;

/// One step of a run; it says how the run ends, where it does, through [RunContext#endWith].
interface RunStep {
    /// The name of the package that does the work; also the name of the Batch step and the key under `seconds`.
    String name();

    void run(RunContext context);

    /// Whether the step is taken even though the run's end is decided.
    default boolean isLast() {
        return false;
    }
}
