package dev.rollcall.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The findings that turned rows of a run away.
public interface Rejects {
    /// In the order they were found.
    ///
    /// @param after findings with a greater number only
    List<Map<String, @Nullable Object>> of(long runId, long after, int limit);
}
