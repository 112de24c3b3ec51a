package bench;

import java.nio.file.Path;

/// A first load of 200,000 people in a small heap.
final class SmallHeap implements Benchmark {
    private static final int PEOPLE = 200_000;

    @Override
    public String name() {
        return "heap-200k";
    }

    @Override
    public String about() {
        return "200,000 creates with -Xmx256m; the same file again";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker("-Xmx256m");
        worker.job("heap", People.job("heap", tenant, "rate: none"));
        Path export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);

        Run first = worker.run("heap", export, "");
        sheet.holds(
                "200,000 rows with -Xmx256m",
                "%s in %.1f s".formatted(first.state(), first.whole()),
                "COMPLETED",
                first.state().equals("COMPLETED") && first.changes("create", "applied") == PEOPLE,
                "%s; process held %d MB at most".formatted(first.phases(), worker.peakMemory()));
        Run again = worker.run("heap", export, "").mustBe("COMPLETED");
        sheet.tell("the same 200,000 rows again", Sheet.seconds(again.whole()), again.phases());
    }
}
