package dev.rollcall.push;

import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import java.util.function.BooleanSupplier;

/// What to push, and how.
///
/// @param cancelled asked several times a second; true stops the push within 5 s
/// @param progress called from the first second on, at most a few times a second, on the pushing thread
public record PushOrder(
        long runId,
        String job,
        TenantLine line,
        PushSettings settings,
        BooleanSupplier cancelled,
        ProgressListener progress) {

    public interface ProgressListener {
        void onProgress(Progress progress);
    }
}
