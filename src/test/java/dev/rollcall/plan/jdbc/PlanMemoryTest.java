package dev.rollcall.plan.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A first load of a tenant, where every row is a create, in a heap that does not hold the changes.
/// `-Drollcall.first.load=1000000 -Drollcall.first.heap=256` is the size that the product promises.
class PlanMemoryTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int ROWS = Integer.getInteger("rollcall.first.load", 100_000);
    private static final int MEGABYTES = Integer.getInteger("rollcall.first.heap", 40);

    @Test
    void aFirstLoadIsPlannedInASmallHeap() throws IOException, InterruptedException {
        database.jdbc()
                .sql("create table staged_row_1 partition of staged_row for values in (1)")
                .update();
        database.jdbc()
                .sql("create table tenant_user_1 partition of tenant_user for values in (1)")
                .update();
        database.jdbc().sql("""
                        insert into staged_row (run_id, line, employee_id, name, email, phone, active, tags)
                        select 1, n + 1, 'E' || n, 'Nama Orang Nomor ' || n, 'orang' || n || '@contoh.co.id', '62811' || n,
                            true, array['Satu', 'Dua']
                        from generate_series(1, ?) n""").param(ROWS).update();
        database.jdbc().sql("""
                        insert into tenant_reference values (1, 'tags', 'T1', 'Satu', 'Satu', true, false),
                            (1, 'tags', 'T2', 'Dua', 'Dua', true, false)""").update();
        database.jdbc().sql("analyze staged_row_1").update();

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstLoad.class.getName(),
                        database.address().url(),
                        database.address().user(),
                        database.address().password(),
                        Integer.toString(ROWS))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("planned " + ROWS);
    }
}
