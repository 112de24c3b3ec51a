package bench;

/// One thing that is measured.
interface Benchmark {
    /// The name on the command line.
    String name();

    /// In one line, what it does.
    String about();

    /// Measures and notes every figure on the sheet. What it starts, the ground ends.
    void measure(Ground ground, Sheet sheet) throws Exception;
}
