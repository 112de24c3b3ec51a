package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.FileCode;
import dev.rollcall.person.RowCode;
import dev.rollcall.source.CsvShape;
import dev.rollcall.stage.jdbc.Stages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Staging on a real database: what stays, what is undone, what it remembers.
class CsvStagingTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path folder;

    private final Staging staging = new CsvStaging(Stages.on(database.dataSource()));

    @Test
    void replacesWhatAnEarlierAttemptOfTheRunLeft() throws IOException {
        staging.stage(order(101, "NIK,Nama\nE1,Budi\nE2,\n"));
        staging.stage(order(101, "NIK,Nama\nE1,Budi\n,\nE3,\nE4,\n"));
        assertThat(count("staged_row where run_id = 101")).isEqualTo(1);
        assertThat(count("rejected_row where run_id = 101")).isEqualTo(2);
        assertThat(count("finding where run_id = 101")).isEqualTo(2);
    }

    @Test
    void rejectsNobodyForWhatWasPlannedOfAnEarlierAttempt() throws IOException {
        String export = "NIK,Nama\nE1,Budi\nE2,Siti\n";
        staging.stage(order(121, export));
        database.jdbc()
                .sql("insert into finding (run_id, line, employee_id, stage, code)"
                        + " values (121, 2, 'E1', 'plan', 'UNKNOWN_GROUP')")
                .update();

        StageOutcome again = staging.stage(order(121, export));

        assertThat(again).isInstanceOfSatisfying(StageOutcome.Staged.class, staged -> {
            assertThat(staged.accepted()).isEqualTo(2);
            assertThat(staged.rejected()).isZero();
        });
        assertThat(count("finding where run_id = 121")).isZero();
    }

    @Test
    void leavesNothingOfARefusedExport() throws IOException {
        StageOutcome outcome = staging.stage(order(102, "NIK,Nama\nE1,\nE2,Siti\nE3,\"Dewi\n"));
        assertThat(outcome).isInstanceOfSatisfying(StageOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(FileCode.TRUNCATED);
            assertThat(refused.facts().sha256()).hasSize(64);
        });
        assertThat(count("staged_row where run_id = 102")).isZero();
        assertThat(count("finding where run_id = 102")).isZero();
        assertThat(count("pg_class where relname = 'staged_row_102'")).isZero();
    }

    @Test
    void readsPackedFilesAndStopsAtAGzipBomb() throws IOException {
        Path packed = Files.write(folder.resolve("p"), gzip("NIK,Nama\nE1,Budi\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(staging.stage(Orders.of(103, packed, "november.csv.gz", CsvShape.AUTO)))
                .isInstanceOfSatisfying(
                        StageOutcome.Staged.class, s -> assertThat(s.read()).isEqualTo(1));
        byte[] cut = gzip("NIK,Nama\nE1,Budi\n".getBytes(StandardCharsets.UTF_8));
        Path half = Files.write(folder.resolve("h"), Arrays.copyOf(cut, cut.length - 12));
        assertThat(code(Orders.of(104, half, "november.csv.gz", CsvShape.AUTO))).isEqualTo(FileCode.TRUNCATED);
        Path bomb = Files.write(folder.resolve("b"), gzip(new byte[4 << 20]));
        CsvShape small =
                new CsvShape(CsvShape.AUTO.charset(), CsvShape.AUTO.delimiter(), true, List.of(), List.of(), 1 << 20);
        assertThat(code(Orders.of(105, bomb, "november.csv.gz", small))).isEqualTo(FileCode.TOO_LARGE);
    }

    @Test
    void refusesAnExportThatNamesTooFewOfTheLinkedPeople() throws IOException {
        for (int i = 0; i < 20; i++) {
            database.jdbc()
                    .sql("insert into link (job, employee_id, remote_id, made_by_run) values ('acme', ?, ?, 1)")
                    .params("L" + i, "R" + i)
                    .update();
        }
        StageOutcome other = staging.stage(order(106, "NIK,Nama\nX1,Budi\nL1,Siti\nL2,Dewi\nL3,\n"));
        assertThat(other).isInstanceOfSatisfying(StageOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(FileCode.WRONG_EXPORT);
            assertThat(refused.details()).containsExactly("3", "20", "20", "4");
        });
        StageOutcome ours = staging.stage(order(107, "NIK,Nama\nL1,Budi\nL2,Siti\nL3,Dewi\nL4,\n"));
        assertThat(ours).isInstanceOf(StageOutcome.Staged.class);
        database.jdbc()
                .sql("update link set previous_ids = array['X0', 'X1'] where employee_id = 'L9'")
                .update();
        StageOutcome underEarlierId = staging.stage(order(109, "NIK,Nama\nX1,Budi\nL1,Siti\nL2,Dewi\nL3,\n"));
        assertThat(underEarlierId).isInstanceOf(StageOutcome.Staged.class);
        database.jdbc().sql("delete from link").update();
    }

    @Test
    void checksWithoutWriting() throws IOException {
        long before = count("rejected_row") + count("finding") + count("staged_row");
        Understanding understood =
                staging.check(order(108, "NIK;Nama;Email;Gaji\nE1;Budi;b@x.id;1\nE2;;b@x.id;2\nE3;Siti;s@x.id;3\n"));
        assertThat(understood.outcome()).isInstanceOfSatisfying(StageOutcome.Staged.class, staged -> {
            assertThat(staged.facts().delimiter()).isEqualTo(";");
            assertThat(staged.facts().unmapped()).containsExactly("Gaji");
            assertThat(staged.read()).isEqualTo(3);
            assertThat(staged.rejected()).isEqualTo(2);
        });
        assertThat(understood.rejects()).isEqualTo(Map.of(RowCode.MISSING_NAME, 1L, RowCode.DUPLICATE_EMAIL, 2L));
        assertThat(understood.first()).hasSize(3);
        assertThat(count("rejected_row") + count("finding") + count("staged_row"))
                .isEqualTo(before);
        assertThat(count("pg_class where relname like 'staged_check%'")).isZero();
    }

    @Test
    void catchesEmployeeIdsThatTheSpreadsheetChangedInACorrection() throws IOException {
        Path export = write("e", "NIK,Nama\n00123,\n00124,\n,Dewi\n1234567890123456,\n");
        Path correction = write(
                "c",
                String.join(
                        "\r\n",
                        "\uFEFFNIK,Nama,_line,_code,_attribute,_message,_hint",
                        "123,Budi,2,MISSING_NAME,name,,",
                        "00124,Siti,3,MISSING_NAME,name,,",
                        "E9,Dewi,4,MISSING_EMPLOYEE_ID,employeeId,,",
                        "1234567890123450,Eko,5,MISSING_NAME,name,,",
                        "E10,Baru,,,,,",
                        ""));
        StageOutcome outcome = staging.stage(Orders.correction(109, correction, export));
        assertThat(outcome).isInstanceOfSatisfying(StageOutcome.Staged.class, staged -> {
            assertThat(staged.read()).isEqualTo(5);
            assertThat(staged.rejected()).isEqualTo(2);
        });
        assertThat(database.jdbc()
                        .sql(
                                "select line || ' ' || code || ' ' || variant || ' ' || facts::text from finding where run_id = 109"
                                        + " order by line")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "2 INVALID_EMPLOYEE_ID changed {00123,2}",
                        "5 INVALID_EMPLOYEE_ID changed {1234567890123456,5}");
    }

    @Test
    void showsTheOriginalCellsOfLines() throws IOException {
        Path file = write("o", "Judul\nNIK ;Nama;Gaji\n'001; Budi ;\"1;2\"\nE2;Siti;3\nE3\n");
        CsvShape shape = new CsvShape(
                CsvShape.AUTO.charset(),
                CsvShape.AUTO.delimiter(),
                true,
                List.of(java.util.regex.Pattern.compile("^Judul")),
                List.of(),
                1000);
        ExportRows rows = new CsvExportRows.CsvOpener().open(Orders.of(110, file, "x.csv", shape));
        Map<Long, List<String>> seen = new java.util.LinkedHashMap<>();
        rows.forEach(line -> line != 4, seen::put);
        assertThat(rows.header()).containsExactly("NIK ", "Nama", "Gaji");
        assertThat(rows.delimiter()).isEqualTo(';');
        assertThat(seen).isEqualTo(Map.of(3L, List.of("'001", " Budi ", "1;2"), 5L, List.of("E3")));
    }

    @Test
    void stagesMoreRejectsThanItHoldsInMemory() throws IOException {
        StringBuilder text = new StringBuilder("NIK,Nama,Email\n");
        for (int i = 0; i < 30_000; i++) {
            text.append("E").append(i).append(i % 2 == 0 ? ",Budi,not an address\n" : ",Siti,\n");
        }
        assertThat(staging.stage(order(111, text.toString())))
                .isInstanceOfSatisfying(
                        StageOutcome.Staged.class, s -> assertThat(s.rejected()).isEqualTo(15_000));
        assertThat(count("staged_row where run_id = 111")).isEqualTo(15_000);
        assertThat(count("finding where run_id = 111")).isEqualTo(15_000);
    }

    @Test
    void gathersEachCombinationOfReferenceCellsOnce() throws IOException {
        staging.stage(order(112, """
                NIK,NIK Baru,Nama,Organisasi,Tag
                E1,,Budi,Cabang,a;b
                E2,E2,Siti,Cabang,a;b
                E3,,Ani,Cabang,a
                E4,E5,Dewi,Cabang,a
                E6,E7,Eko,Cabang,a
                """));
        assertThat(count("staged_words where run_id = 112 and not renames")).isEqualTo(2);
        assertThat(count("staged_words where run_id = 112 and renames")).isEqualTo(1);
        assertThat(count(
                        "staged_row s join staged_words w using (run_id, words_print) where run_id = 112 and not renames"
                                + " and w.tags = s.tags and w.organization = s.organization"))
                .isEqualTo(5);
    }

    @Test
    void gathersNoCombinationsWhereAlmostEveryRowHasItsOwn() throws IOException {
        StringBuilder text = new StringBuilder("NIK,Nama,Organisasi\n");
        for (int i = 0; i <= 20_000; i++) {
            text.append("E").append(i).append(",Budi,Cabang ").append(i).append('\n');
        }
        staging.stage(order(113, text.toString()));
        assertThat(count("staged_row where run_id = 113")).isEqualTo(20_001);
        assertThat(count("staged_words where run_id = 113")).isZero();
    }

    private FileCode code(StageOrder order) {
        return ((StageOutcome.Refused) staging.stage(order)).code();
    }

    private StageOrder order(long run, String text) throws IOException {
        return Orders.of(run, write("export", text), "november.csv", CsvShape.AUTO);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static long count(String from) {
        return database.jdbc()
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }
}
