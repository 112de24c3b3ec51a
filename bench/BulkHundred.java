package bench;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// The first load of a large company in bulk, and the same file again.
final class BulkHundred implements Benchmark {
    private static final int PEOPLE = 100_000;
    private static final int A_CALL = 100;

    @Override
    public String name() {
        return "bulk-100k";
    }

    @Override
    public String about() {
        return "100,000 creates in bulk at 20 ms, concurrency 8, -Xmx512m; the same file again without latency";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        tenant.latency(20);
        Worker worker = ground.worker("-Xmx512m");
        worker.job("bulk", People.job("bulk", tenant, "rate: none, concurrency: 8"));
        Path export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);

        Run first = worker.run("bulk", export, "").mustBe("COMPLETED");
        first.must(first.changes("create", "applied") == PEOPLE, PEOPLE + " creates");
        JsonNode stats = tenant.stats();
        int writes = tenant.pace("POST", "create-bulk").calls();
        tenant.latency(0);
        Run again = worker.run("bulk", export, "").mustBe("COMPLETED");
        again.must(again.calls("write") == 0, "no write call");

        sheet.atMost(
                "100,000 creates in bulk at 20 ms, whole run",
                first.whole(),
                30,
                "%s; process held %d MB at most".formatted(first.pushed(), worker.peakMemory()));
        int needed = PEOPLE / A_CALL;
        sheet.holds(
                "calls for them",
                "%d of %d calls in all are writes".formatted(writes, stats.get("calls").asInt()),
                "at most 1.05x the %d needed".formatted(needed),
                stats.get("calls").asInt() <= 1.05 * needed,
                "");
        sheet.atMost("the same 100,000 again, 1,000 pages, whole run", again.whole(), 5, again.phases());
    }
}
