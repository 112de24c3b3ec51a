package bench;

import java.nio.file.Path;

/// Single calls to a quick tenant.
final class SingleTen implements Benchmark {
    private static final int PEOPLE = 10_000;
    private static final int AT_ONCE = 64;
    private static final int LATENCY = 20;
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "single-10k";
    }

    @Override
    public String about() {
        return "10,000 single creates at 20 ms, concurrency 64";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker();
        var people = new People(0);
        Path export = people.export(ground.folder().resolve("people.csv"), PEOPLE);
        double bare = bare(tenant, people);

        Run first = push(worker, tenant, "single-1", export);
        Run best = first;
        for (int round = 2; round <= ROUNDS; round++) {
            Run run = push(worker, tenant, "single-" + round, export);
            best = run.seconds("push") < best.seconds("push") ? run : best;
        }
        sheet.tell(
                "10,000 single creates at 20 ms, a worker's first push",
                Sheet.seconds(first.seconds("push")),
                first.pushed());
        sheet.atMost(
                "10,000 single creates at 20 ms, push",
                best.seconds("push"),
                3.6,
                "best of %d by one worker; bare load generator %.2f; %s".formatted(ROUNDS, bare, best.pushed()));
    }

    private static Run push(Worker worker, Tenant tenant, String job, Path export) throws Exception {
        tenant.reset();
        tenant.latency(LATENCY);
        worker.job(job, People.job(job, tenant, "rate: none, bulk: false, concurrency: " + AT_ONCE));
        Run run = worker.run(job, export, "").mustBe("COMPLETED");
        run.must(run.changes("create", "applied") == PEOPLE, PEOPLE + " creates");
        return run;
    }

    /// Seconds that the same calls take by themselves. A real tenant did not start a moment ago: this one has answered
    /// such calls before anything is measured.
    private static double bare(Tenant tenant, People people) throws Exception {
        for (int i = 0; i < 2; i++) {
            new LoadGenerator(tenant, people).create(PEOPLE, AT_ONCE);
            tenant.reset();
        }
        tenant.latency(LATENCY);
        long began = System.nanoTime();
        new LoadGenerator(tenant, people).create(PEOPLE, AT_ONCE);
        return (System.nanoTime() - began) / 1e9;
    }
}
