package bench;

import java.nio.file.Path;

/// Whether a configured rate is used up and not exceeded.
final class RateKept implements Benchmark {
    private static final int PEOPLE = 4_000;
    private static final int RATE = 200;

    @Override
    public String name() {
        return "rate-200";
    }

    @Override
    public String about() {
        return "4,000 single creates at rate 200, counted at the tenant";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker();
        worker.job("rate", People.job("rate", tenant, "rate: " + RATE + ", bulk: false, concurrency: 16"));
        Path export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);
        Run run = worker.run("rate", export, "").mustBe("COMPLETED");
        run.must(run.changes("create", "applied") == PEOPLE, PEOPLE + " creates");
        Tenant.Pace pace = tenant.pace("POST", "/ruangkerja/users");
        sheet.between("calls a second at rate 200", pace.perSecond(), 0.95 * RATE, RATE, "/s", run.pushed());
        long most = tenant.stats().get("mostInAnySecond").asLong();
        sheet.holds("most calls in any second", Long.toString(most), "at most 200", most <= RATE, "reads too");
        long refused = tenant.answered(429);
        sheet.holds("calls answered 429", Long.toString(refused), "0", refused == 0, "");
    }
}
