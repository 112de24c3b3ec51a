package dev.rollcall.sandbox.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// One call as the tenant saw it.
///
/// @param number counts from 1 in the order in which calls were finished
/// @param path with its query
/// @param status 0 when no answer was sent
/// @param faults the kinds of fault that struck it
/// @param micros from the last byte of the request to the answer being ready
public record CallRecord(
        long number,
        Instant at,
        String method,
        String path,
        int status,
        List<Touch> touched,
        List<String> faults,
        long micros) {

    public CallRecord {
        touched = List.copyOf(touched);
        faults = List.copyOf(faults);
    }

    /// Whether the call changed anything in the tenant.
    @JsonProperty
    public boolean applied() {
        return touched.stream().anyMatch(Touch::applied);
    }
}
