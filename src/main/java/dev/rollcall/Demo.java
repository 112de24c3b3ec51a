package dev.rollcall;

import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Runs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Drops the sample exports into the inbox one after another and prints what becomes of each.
@Component
@Profile("demo")
class Demo implements ApplicationRunner {
    private static final String JOB = "contoh-ruangkerja";
    /// The exports in their order, and how each is expected to end.
    private static final List<Map.Entry<String, RunState>> EXPORTS = List.of(
            Map.entry("2026-10-karyawan.csv", RunState.COMPLETED),
            Map.entry("2026-10-karyawan-lagi.csv", RunState.COMPLETED),
            Map.entry("2026-11-karyawan.csv", RunState.COMPLETED_WITH_ERRORS));
    private static final long BETWEEN_LOOKS = 200;

    private final Runs runs;
    private final HomeFolder home;
    private final Path samples;
    private final ConfigurableApplicationContext context;
    private final PrintStream out = System.out;

    Demo(
            Runs runs,
            HomeFolder home,
            @Value("${rollcall.samples:./samples}") Path samples,
            ConfigurableApplicationContext context) {
        this.runs = runs;
        this.home = home;
        this.samples = samples;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
        boolean good = true;
        for (Map.Entry<String, RunState> export : EXPORTS) {
            good &= show(export.getKey()) == export.getValue();
        }
        if (arguments.containsOption("exit")) {
            int code = good ? 0 : 1;
            System.exit(SpringApplication.exit(context, () -> code));
        }
        out.println("Rollcall stays up; Ctrl-C ends it.");
    }

    private RunState show(String export) throws IOException, InterruptedException {
        long before = newest().map(Run::id).orElse(0L);
        Path inbox = Files.createDirectories(home.inbox(JOB));
        Path unfinished = inbox.resolve(export + ".tmp");
        Files.copy(samples.resolve("ruangkerja").resolve(export), unfinished);
        Files.move(unfinished, inbox.resolve(export));
        Run run = awaited(before);
        Map<String, ?> summary = runs.summary(run);
        out.printf("%n%s: run %d ended %s%n%s%n", export, run.id(), run.state(), DemoTable.of(summary));
        out.printf("  reports      %s%n%n", home.reports(JOB, run.id()));
        return run.state();
    }

    private Run awaited(long before) throws InterruptedException {
        while (true) {
            Optional<Run> run = newest().filter(r -> r.id() > before);
            run.flatMap(Run::progress).ifPresent(this::show);
            if (run.isPresent() && run.get().state().isEnd()) {
                return run.get();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void show(Map<String, ?> progress) {
        if (progress.get("done") instanceof Number done && progress.get("total") instanceof Number total) {
            out.print("\r" + DemoTable.bar(done.longValue(), total.longValue()));
        }
    }

    private Optional<Run> newest() {
        var query = new RunQuery(Optional.of(JOB), Optional.empty(), OptionalLong.empty(), 1);
        return runs.list(query).stream().findFirst();
    }
}
