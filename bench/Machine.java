package bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// What the figures were measured on.
final class Machine {
    private final Instant began = Instant.now();
    private double least = Double.MAX_VALUE;
    private double most;

    /// Notes how busy it is now.
    void look() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        least = Math.min(least, load);
        most = Math.max(most, load);
    }

    Instant began() {
        return began.truncatedTo(ChronoUnit.MINUTES);
    }

    String line() {
        look();
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "Commit %s, %d cores (%s), %d GB, JDK %s, load of the last minute %s to %s (the benchmark's own included)"
                .formatted(
                        commit(),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        Math.round(system.getTotalMemorySize() / 1e9),
                        Runtime.version().feature(),
                        String.format(Locale.ROOT, "%.1f", least),
                        String.format(Locale.ROOT, "%.1f", most));
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith("model name"))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException unknown) {
            return System.getProperty("os.arch");
        }
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude", "*").start();
            String said = new String(git.getInputStream().readAllBytes()).strip();
            return said.isEmpty() ? "unknown" : said;
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
