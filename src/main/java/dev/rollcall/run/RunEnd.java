package dev.rollcall.run;

import java.util.Optional;

/// How a run is to end.
record RunEnd(RunState state, Optional<String> reason, Optional<String> detail) {
    static RunEnd of(RunState state) {
        return new RunEnd(state, Optional.empty(), Optional.empty());
    }

    static RunEnd failed(String reason, String detail) {
        return new RunEnd(RunState.FAILED, Optional.of(reason), Optional.of(detail));
    }

    static RunEnd refused(String code, String detail) {
        return new RunEnd(RunState.REFUSED, Optional.of(code), Optional.of(detail));
    }
}
