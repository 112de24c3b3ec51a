package bench;

import java.nio.file.Path;

/// A million rows against a million users: staging beside psql's \copy of the same file, planning beside one SQL
/// diff of the same two tables.
final class Million implements Benchmark {
    private static final int PEOPLE = 1_000_000;
    private static final int TIMES = 3;

    @Override
    public String name() {
        return "million";
    }

    @Override
    public String about() {
        return "staging 10,000 to 1,000,000 rows, planning 1,000,000 with 1 % changed, -Xmx256m";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker("-Xmx256m");
        worker.job("million", People.job("million", tenant, "rate: none"));
        try (var database = new Database(ground, worker)) {
            double small = staged(ground, worker, 10_000);
            double middle = staged(ground, worker, 100_000);
            tenant.plant(new People(0), PEOPLE);
            Path export = new People(100).export(ground.folder().resolve("people.csv"), PEOPLE);
            double copy = copy(database, export);
            Run first = worker.run("million", export, "").mustBe("COMPLETED");
            first.must(first.changes("update", "applied") == PEOPLE / 100, PEOPLE / 100 + " updates");
            copy = Math.min(copy, copy(database, export));
            staging(sheet, first, copy, small, middle);
            planning(sheet, "planning, nobody linked yet", database, first);

            export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);
            Run linked = worker.run("million", export, "apply=false").mustBe("PLANNED");
            linked.must(linked.changes("update", "planned") == PEOPLE / 100, PEOPLE / 100 + " updates");
            planning(sheet, "planning, everybody linked", database, linked);
            sheet.tell(
                    "1,000,000 rows, whole runs with -Xmx256m",
                    "%.1f s and %.1f s".formatted(first.whole(), linked.whole()),
                    "%s; %s; process held %d MB at most"
                            .formatted(first.phases(), linked.phases(), worker.peakMemory()));
        }
    }

    /// Seconds of staging so many rows; the first time is for warming up.
    private static double staged(Ground ground, Worker worker, int rows) throws Exception {
        Path export = new People(0).export(ground.folder().resolve("rows-" + rows + ".csv"), rows);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            best = Math.min(best, worker.run("million", export, "apply=false").mustBe("PLANNED").seconds("stage"));
        }
        return best;
    }

    private static void staging(Sheet sheet, Run run, double copy, double small, double middle) {
        double large = run.seconds("stage");
        if (copy > 0) {
            sheet.atMostTimes(
                    "staging 1,000,000 rows", large, copy, 3, "floor: psql \\copy of the file, best of %d".formatted(2 * TIMES));
        } else {
            sheet.holds("staging 1,000,000 rows", Sheet.seconds(large), "at most 3x psql", false, "psql is missing here");
        }
        sheet.holds(
                "microseconds a row at 10,000, 100,000, 1,000,000",
                "%.1f, %.1f, %.1f".formatted(small * 100, middle * 10, large),
                "linear: the last at most 1.25x the middle",
                large <= 12.5 * middle,
                "");
    }

    /// The best of some, or -1 without psql.
    private static double copy(Database database, Path export) throws Exception {
        if (!Database.hasPsql()) {
            return -1;
        }
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            database.execute("drop table if exists bench_copy");
            database.execute("create table bench_copy (a text, b text, c text, d text, e text, f text, g text, h text, i text)");
            best = Math.min(best, database.psql("\\copy bench_copy from '%s' (format csv, delimiter ';', header)".formatted(export)));
        }
        database.execute("drop table bench_copy");
        return best;
    }

    /// One hash join of the two tables by the employee ID that writes down who differs in any plain column.
    private static void planning(Sheet sheet, String what, Database database, Run run) throws Exception {
        double floor = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            database.execute("drop table if exists bench_diff");
            floor = Math.min(floor, database.timed("""
                    create temp table bench_diff as
                    select coalesce(s.employee_id, u.employee_id) as employee_id, u.remote_id, s.line
                    from staged_row_%1$d s
                    full join tenant_user_%1$d u on u.employee_id = s.employee_id
                    where (s.name, s.email, s.phone, s.username, s.active)
                        is distinct from (u.name, u.email, u.phone, u.username, u.active)
                    """.formatted(run.id())).seconds());
        }
        sheet.atMostTimes(
                what, run.seconds("plan"), floor, 2, "floor: one SQL diff of the same tables, best of %d".formatted(TIMES));
    }
}
