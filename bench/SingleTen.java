package bench;

import java.nio.file.Path;

/// Single calls to a quick tenant.
final class SingleTen implements Benchmark {
    private static final int PEOPLE = 10_000;

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
        worker.job("single", People.job("single", tenant, "rate: none, bulk: false, concurrency: 64"));
        tenant.latency(20);
        Path export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);
        Run run = worker.run("single", export, "").mustBe("COMPLETED");
        run.must(run.changes("create", "applied") == PEOPLE, PEOPLE + " creates");
        double arriving = tenant.pace("POST", "/ruangkerja/users").seconds();
        sheet.atMost(
                "10,000 single creates at 20 ms, push",
                run.seconds("push"),
                3.6,
                "%.2f from the first call to the last; %s".formatted(arriving, run.pushed()));
    }
}
