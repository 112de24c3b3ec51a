package dev.rollcall;

import dev.rollcall.database.DatabaseNotStarted;
import dev.rollcall.sandbox.http.PortTaken;
import dev.rollcall.trigger.UsersRefused;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Explains refusals to start in the way Spring Boot explains others, and remembers whether any failure was explained.
/// It is asked before Spring Boot, which does not know which setting names the port.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Refusals implements FailureAnalyzer, FailureAnalysisReporter {
    private static final AtomicBoolean EXPLAINED = new AtomicBoolean();

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StartRefused refused -> {
                    return new FailureAnalysis(refused.getMessage(), refused.nextStep(), failure);
                }
                case DatabaseNotStarted refused -> {
                    return new FailureAnalysis(refused.getMessage(), refused.nextStep(), failure);
                }
                case UsersRefused refused -> {
                    return new FailureAnalysis(refused.getMessage(), refused.nextStep(), failure);
                }
                case PortInUseException taken -> {
                    return new FailureAnalysis(
                            "Port %s was already in use".formatted(taken.getPort()),
                            "end the program that listens there, perhaps another Rollcall, or set SERVER_PORT to a free"
                                    + " port",
                            failure);
                }
                case PortTaken taken -> {
                    return new FailureAnalysis(
                            taken.getMessage(),
                            "end that program, or set ROLLCALL_SANDBOX_PORT to a free port and ROLLCALL_SANDBOX_URL to"
                                    + " http://127.0.0.1:<port>",
                            failure);
                }
                default -> {}
            }
        }
        return null;
    }

    @Override
    public void report(FailureAnalysis analysis) {
        EXPLAINED.set(true);
    }

    /// What to tell about a failure that nobody explained; empty when somebody did.
    static String plainly(Throwable failure) {
        if (EXPLAINED.get()) {
            return "";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof InterruptedException) {
            return ""; // it was told to end while it started
        }
        return """
                Rollcall cannot start. %s: %s
                Correct the setting or file it names; if it names none, start again with --debug and report what that shows.""".formatted(root.getClass().getSimpleName(), root.getMessage());
    }
}
