package dev.rollcall.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The packaged jar as `./rollcall prepare` lays it out: workers that are started over and over are up in half the
/// time.
/// Where a JDK cannot do that, they start plainly; that it can is asserted in one place, `StartIT`.
public final class QuickStart {
    private static final int MINUTES = 5;
    private static boolean asked;
    private static boolean made;

    private QuickStart() {}

    /// Prepares where nothing fits yet.
    ///
    /// @return the JVM's arguments that start it
    public static synchronized List<String> of(Path jar) {
        if (!asked) {
            asked = true;
            made = prepare();
        }
        Path ready = jar.resolveSibling("ready");
        return !made
                ? List.of("-jar", jar.toString())
                : List.of(
                        "-XX:AOTCache=" + ready.resolve("rollcall.aot"),
                        "-jar",
                        ready.resolve("rollcall.jar").toString());
    }

    private static boolean prepare() {
        var builder = new ProcessBuilder(Path.of("rollcall").toAbsolutePath().toString(), "prepare").inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
        try {
            Process process = builder.start();
            if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
