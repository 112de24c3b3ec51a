package bench;

import java.nio.file.Path;

/// Reading, checking and staging rows beside psql's \copy of the same file into a logged table of nine text columns, in
/// the same database, turn and turn about.
final class Staging implements Benchmark {
    private static final int LARGE = 1_000_000;
    private static final int TIMES = 3;

    @Override
    public String name() {
        return "staging";
    }

    @Override
    public String about() {
        return "staging 10,000, 100,000 and 1,000,000 rows beside psql \\copy, -Xmx256m";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker("-Xmx256m");
        // the tenant refuses the login: a run ends when its export is staged
        worker.job("staging", People.job("staging", tenant, "rate: none").replace("sandbox-secret", "no-secret"));
        try (var database = new Database(ground, worker)) {
            double small = staged(ground, worker, 10_000);
            double middle = staged(ground, worker, 100_000);
            Path export = new People(0).export(ground.folder().resolve("people.csv"), LARGE);
            double copy = Double.MAX_VALUE;
            double large = Double.MAX_VALUE;
            for (int i = 0; i < TIMES; i++) {
                copy = Math.min(copy, copy(database, export));
                large = Math.min(large, seconds(worker, export));
            }
            sheet.atMostTimes(
                    "staging 1,000,000 rows",
                    large,
                    copy,
                    3,
                    "floor: psql \\copy of the file; best of %d each, in turn; worker held %d MB at most"
                            .formatted(TIMES, worker.peakMemory()));
            sheet.holds(
                    "microseconds a row at 10,000, 100,000, 1,000,000",
                    "%.1f, %.1f, %.1f".formatted(small * 100, middle * 10, large),
                    "linear: the last at most 1.25x the middle",
                    large <= 12.5 * middle,
                    "");
        }
    }

    /// Seconds of staging so many rows; the first times are for warming up.
    private static double staged(Ground ground, Worker worker, int rows) throws Exception {
        Path export = new People(0).export(ground.folder().resolve("rows-" + rows + ".csv"), rows);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            best = Math.min(best, seconds(worker, export));
        }
        return best;
    }

    private static double seconds(Worker worker, Path export) throws Exception {
        Run run = worker.run("staging", export, "").mustBe("FAILED");
        run.must("CREDENTIALS_REFUSED".equals(run.json().get("reason").asString("")), "reason CREDENTIALS_REFUSED");
        run.must(run.rows("accepted") == run.rows("read") && run.rows("read") > 0, "all rows accepted");
        return run.seconds("stage");
    }

    private static double copy(Database database, Path export) throws Exception {
        if (!Database.hasPsql()) {
            throw new IllegalStateException("psql is missing here: there is no floor to compare with");
        }
        database.execute("drop table if exists bench_copy");
        database.execute(
                "create table bench_copy (a text, b text, c text, d text, e text, f text, g text, h text, i text)");
        double took = database.psql("\\copy bench_copy from '%s' (format csv, delimiter ';', header)".formatted(export));
        database.execute("drop table bench_copy");
        return took;
    }
}
