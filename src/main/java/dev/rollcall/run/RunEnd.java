package dev.rollcall.run;

import dev.rollcall.tenant.Trouble;
import java.util.Optional;

/// How a run is to end.
record RunEnd(RunState state, Optional<String> reason, Optional<String> detail) {
    static RunEnd of(RunState state) {
        return new RunEnd(state, Optional.empty(), Optional.empty());
    }

    static RunEnd failed(String reason, String detail) {
        return new RunEnd(RunState.FAILED, Optional.of(reason), Optional.of(detail));
    }

    /// The tenant stopped the run; what is left stays pending.
    static RunEnd stopped(Trouble trouble) {
        String next = switch (trouble.reason()) {
            case CREDENTIALS_REFUSED ->
                "mend target.credentials in the job file, or the account in the tenant, then retry the run";
            case TENANT_UNAVAILABLE ->
                "see that target.url in the job file is the address of its API and that the tenant works, then retry"
                        + " the run";
        };
        return failed(trouble.reason().name(), trouble.detail() + "; " + next);
    }

    static RunEnd refused(String code, String detail) {
        return new RunEnd(RunState.REFUSED, Optional.of(code), Optional.of(detail));
    }
}
