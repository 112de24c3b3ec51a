package bench;

import java.nio.file.Path;

/// The first load of a middling company, and the same file again.
final class BulkFive implements Benchmark {
    private static final int PEOPLE = 10_000;

    @Override
    public String name() {
        return "bulk-10k";
    }

    @Override
    public String about() {
        return "10,000 creates in bulk at 5 ms, rate 500; the same file again";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        tenant.latency(5);
        Worker worker = ground.worker();
        worker.job("bulk", People.job("bulk", tenant, "rate: 500"));
        Path export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);

        Run first = worker.run("bulk", export, "").mustBe("COMPLETED");
        first.must(first.changes("create", "applied") == PEOPLE, PEOPLE + " creates");
        Run again = worker.run("bulk", export, "").mustBe("COMPLETED");
        again.must(again.calls("write") == 0, "no write call");

        sheet.atMost("10,000 creates in bulk at 5 ms, whole run", first.whole(), 15, first.phases());
        sheet.atMost("the same file again, whole run", again.whole(), 4, again.phases());
    }
}
