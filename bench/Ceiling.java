package bench;

import java.nio.file.Path;

/// How near the push comes to what the tenant's latency allows at all, with single calls.
final class Ceiling implements Benchmark {
    private static final int PEOPLE = 10_000;
    private static final int AT_ONCE = 64;
    private static final int LATENCY = 50;

    @Override
    public String name() {
        return "ceiling";
    }

    @Override
    public String about() {
        return "10,000 single creates at 50 ms, concurrency 64, no rate, beside a bare load generator";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker();
        worker.job("ceiling", People.job("ceiling", tenant, "rate: none, bulk: false, concurrency: " + AT_ONCE));
        Path export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);
        tenant.latency(LATENCY);
        double before = bare(tenant);
        Run run = worker.run("ceiling", export, "").mustBe("COMPLETED");
        run.must(run.changes("create", "applied") == PEOPLE, PEOPLE + " creates");
        double pushed = tenant.pace("POST", "/ruangkerja/users").perSecond();
        fresh(tenant);
        double after = bare(tenant);
        double floor = Math.min(1000.0 * AT_ONCE / LATENCY, Math.max(before, after));
        sheet.atLeastOf(
                "single creates a second at 50 ms, 64 at once",
                pushed,
                floor,
                0.9,
                "/s",
                "floor: the less of 1,280 and the load generator (%.0f before, %.0f after); %s"
                        .formatted(before, after, run.pushed()));
    }

    private static double bare(Tenant tenant) throws Exception {
        new LoadGenerator(tenant, new People(0)).create(PEOPLE, AT_ONCE);
        double perSecond = tenant.pace("POST", "/ruangkerja/users").perSecond();
        fresh(tenant);
        return perSecond;
    }

    private static void fresh(Tenant tenant) throws Exception {
        tenant.reset();
        tenant.latency(LATENCY);
    }
}
