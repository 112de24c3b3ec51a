package dev.rollcall.source.csv;

import dev.rollcall.person.FileCode;
import java.util.List;

/// The export cannot be taken as a whole. Thrown from deep inside the reading, turned into a value by staging.
public final class ExportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FileCode code;
    private final String variant;
    private final transient List<String> details;

    /// @param variant a finer distinction within the code, camelCase; empty for none
    /// @param details what the message names: never a person's data
    public ExportRefused(FileCode code, String variant, Object... details) {
        super(code + (variant.isEmpty() ? "" : "." + variant), null, false, false);
        this.code = code;
        this.variant = variant;
        this.details = java.util.Arrays.stream(details).map(String::valueOf).toList();
    }

    public FileCode code() {
        return code;
    }

    public String variant() {
        return variant;
    }

    public List<String> details() {
        return details;
    }
}
