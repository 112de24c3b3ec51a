package dev.rollcall;

import dev.rollcall.Sample.Month;
import dev.rollcall.Sample.Then;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.OldRuns;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.Runs;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxTenant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/// Drops each sample export into the inboxes of three jobs, one for each tenant, and prints what becomes of it.
@Component
@Profile("demo")
class Demo implements ApplicationRunner {
    private static final long BETWEEN_LOOKS = 200;

    private final Runs runs;
    private final OldRuns old;
    private final HomeFolder home;
    private final Path samples;
    private final ConfigurableApplicationContext context;
    private final Optional<Sandbox> sandbox;
    private final PrintStream out = System.out;
    private String shown = "";

    Demo(
            Runs runs,
            HomeFolder home,
            @Value("${rollcall.samples:./samples}") Path samples,
            Optional<Sandbox> sandbox,
            OldRuns old,
            ConfigurableApplicationContext context) {
        this.runs = runs;
        this.old = old;
        this.home = home;
        this.samples = samples;
        this.sandbox = sandbox;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
        List<Sample> all = Sample.all(samples);
        for (Sample sample : all) {
            beginAnew(sample.job());
        }
        boolean good = true;
        for (int month = 0; month < all.getFirst().months().size(); month++) {
            good &= show(all, month);
        }
        if (arguments.containsOption("exit")) {
            int code = good ? 0 : 1;
            System.exit(SpringApplication.exit(context, () -> code));
        }
        out.printf("%nRollcall stays up on http://127.0.0.1:%s%s; Ctrl-C ends it.%n", port(), login());
    }

    private String port() {
        return String.valueOf(context.getEnvironment().getProperty("local.server.port"));
    }

    private String login() {
        Path password = home.root().resolve("admin-password");
        return Files.exists(password) ? " (user admin, its password lies in " + password + ")" : "";
    }

    /// The tenants are new at every start; what an earlier demo in this home left of theirs would mislead.
    private void beginAnew(String job) throws InterruptedException {
        Optional<Run> last = newest(job).filter(run -> !run.state().isEnd());
        if (last.isPresent()) {
            runs.cancel(last.get().id(), "demo");
            awaited(job, last.get().id() - 1);
            sandbox.ifPresent(tenants -> tenants.tenants().forEach(SandboxTenant::reset));
        }
        old.forgetPeople(job);
    }

    /// Runs of different jobs go side by side; their tables come one after another.
    private boolean show(List<Sample> all, int number) throws IOException, InterruptedException {
        out.printf(
                "%n== %s, dropped for %d jobs ==%n",
                all.getFirst().months().get(number).name(), all.size());
        Map<Sample, Long> before = new LinkedHashMap<>();
        for (Sample sample : all) {
            before.put(sample, newest(sample.job()).map(Run::id).orElse(0L));
            sample.months().get(number).drop(home.inbox(sample.job()));
        }
        boolean good = true;
        for (Sample sample : all) {
            Month month = sample.months().get(number);
            Run run = awaited(sample.job(), before.getOrDefault(sample, 0L));
            print(run);
            good &= run.state() == month.state();
            month.then().ifPresent(this::happen);
        }
        return good;
    }

    private void print(Run run) {
        Map<String, ?> summary = runs.summary(run);
        out.printf("%n%s: run %d ended %s%n%s%n", run.job(), run.id(), run.state(), DemoTable.of(summary));
        out.printf("  reports      %s%n", home.reports(run.job(), run.id()));
    }

    private void happen(Then then) {
        sandbox.ifPresent(tenants -> {
            then.happen(tenants);
            out.printf("  meanwhile    %s%n", then.told());
        });
    }

    private Run awaited(String job, long before) throws InterruptedException {
        while (true) {
            Optional<Run> run = newest(job).filter(r -> r.id() > before);
            run.flatMap(Run::progress).ifPresent(progress -> show(job, progress));
            if (run.isPresent() && run.get().state().isEnd()) {
                return run.get();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /// Only what is new: where this goes to a file, each stands there for good.
    private void show(String job, Map<String, ?> progress) {
        if (progress.get("done") instanceof Number done && progress.get("total") instanceof Number total) {
            String bar = "  %-18s".formatted(job) + DemoTable.bar(done.longValue(), total.longValue());
            if (!bar.equals(shown)) {
                out.print("\r" + bar);
                shown = bar;
            }
        }
    }

    private Optional<Run> newest(String job) {
        var query = new RunQuery(Optional.of(job), Optional.empty(), OptionalLong.empty(), 1);
        return runs.list(query).stream().findFirst();
    }
}
