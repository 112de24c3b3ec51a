package bench;

import java.nio.file.Path;

/// Planning of a million rows against a million users, beside one SQL diff of the same two tables.
final class Million implements Benchmark {
    private static final int PEOPLE = 1_000_000;
    private static final int TIMES = 3;

    @Override
    public String name() {
        return "million";
    }

    @Override
    public String about() {
        return "planning 1,000,000 rows with 1 % changed, -Xmx256m";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant();
        Worker worker = ground.worker("-Xmx256m");
        worker.job("million", People.job("million", tenant, "rate: none"));
        try (var database = new Database(ground, worker)) {
            tenant.plant(new People(0), PEOPLE);
            Path export = new People(100).export(ground.folder().resolve("people.csv"), PEOPLE);
            Run first = worker.run("million", export, "").mustBe("COMPLETED");
            first.must(first.changes("update", "applied") == PEOPLE / 100, PEOPLE / 100 + " updates");
            double diff = diff(database, first);
            planning(sheet, "planning, nobody linked yet", first.seconds("plan"), diff, 1);
            linking(sheet, database, first, diff);

            export = new People(0).export(ground.folder().resolve("people.csv"), PEOPLE);
            Run linked = linked(sheet, worker, database, export);
            sheet.tell(
                    "1,000,000 rows, whole runs with -Xmx256m",
                    "%.1f s and %.1f s".formatted(first.whole(), linked.whole()),
                    "%s; %s; process held %d MB at most"
                            .formatted(first.phases(), linked.phases(), worker.peakMemory()));
        }
    }

    /// Every night but the first: plans the same export again and again, in turn with the diff.
    private static Run linked(Sheet sheet, Worker worker, Database database, Path export) throws Exception {
        double best = Double.MAX_VALUE;
        double floor = Double.MAX_VALUE;
        Run run = null;
        for (int i = 0; i < TIMES; i++) {
            run = worker.run("million", export, "apply=false").mustBe("PLANNED");
            run.must(run.changes("update", "planned") == PEOPLE / 100, PEOPLE / 100 + " updates");
            best = Math.min(best, run.seconds("plan"));
            floor = Math.min(floor, diff(database, run));
        }
        planning(sheet, "planning, everybody linked", best, floor, TIMES);
        return run;
    }

    private static void planning(Sheet sheet, String what, double seconds, double floor, int times) {
        sheet.atMostTimes(
                what,
                seconds,
                floor,
                2,
                "best of %d; floor: one SQL diff of the same tables, best of %d".formatted(times, times * TIMES));
    }

    /// One hash join of the two tables by the employee ID that writes down who differs in any plain column.
    private static double diff(Database database, Run run) throws Exception {
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
        return floor;
    }

    /// Where nobody is linked, planning also writes down a million links.
    private static void linking(Sheet sheet, Database database, Run run, double diff) throws Exception {
        double links = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            database.execute("drop table if exists bench_link");
            database.execute(
                    "create table bench_link (run_id bigint, employee_id text, remote_id text, primary key (run_id,"
                            + " employee_id))");
            links = Math.min(links, database.timed("""
                insert into bench_link
                select %1$d, s.employee_id, u.remote_id
                from staged_row_%1$d s
                join tenant_user_%1$d u on u.employee_id = s.employee_id
                """.formatted(run.id())).seconds());
        }
        database.execute("drop table bench_link");
        sheet.atMostTimes(
                "the same beside diff and links",
                run.seconds("plan"),
                diff + links,
                2,
                "floor: the diff, and one SQL join that inserts a million links, best of %d each".formatted(TIMES));
    }
}
