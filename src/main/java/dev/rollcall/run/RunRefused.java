package dev.rollcall.run;

/// What was asked of a run or job cannot be done; carries a stable code and what kind of trouble it is.
public class RunRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Whose move it is, in the words of HTTP.
    public enum Kind {
        NOT_FOUND,
        CONFLICT,
        INVALID
    }

    private final Kind kind;
    private final String code;

    public RunRefused(Kind kind, String code, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    static RunRefused noRun(long runId) {
        return new RunRefused(
                Kind.NOT_FOUND, "RUN_NOT_FOUND", "there is no run " + runId + "; GET /api/runs lists those there are");
    }

    static RunRefused noJob(String job) {
        return new RunRefused(
                Kind.NOT_FOUND,
                "JOB_NOT_FOUND",
                "there is no usable job " + job + "; GET /api/jobs lists the jobs and the problems of their files");
    }

    static RunRefused state(Run run, String verb, String expected) {
        return new RunRefused(
                Kind.CONFLICT,
                "WRONG_STATE",
                "run " + run.id() + " is " + run.state() + "; to " + verb + " it, it has to be " + expected);
    }
}
