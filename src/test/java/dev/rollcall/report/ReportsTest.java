package dev.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.State;
import dev.rollcall.report.jdbc.JdbcRunRecord;
import dev.rollcall.source.CsvShape;
import dev.rollcall.stage.ExportRows;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The files are opened by Commons CSV, which did not write them.
class ReportsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final long RUN = 7;

    @TempDir
    Path folder;

    private final JdbcRunRecord record = new JdbcRunRecord(database.dataSource());

    @BeforeEach
    void aRunWithOneOfEverything() {
        for (String table : List.of("finding", "planned_change", "journal", "tenant_reference")) {
            database.jdbc().sql("delete from " + table).update();
        }
        finding(3, "0017", "parse", "INVALID_EMAIL", "email", "Email", "=cmd|' /C calc'!A0");
        finding(3, "0017", "parse", "INVALID_PHONE", "phone", "No HP", "12;\"34\"");
        finding(5, "0019", "plan", "EMAIL_CHANGE_UNSUPPORTED", "email", "Email", "baru@contoh.id");
        change(1, 4, "0018", "failed", "REMOTE_REJECTED", "1234", "<b>Nama</b> salah");
        change(2, 6, "0020", "applied", null, null, null);
        database.jdbc()
                .sql("insert into tenant_reference values (7, 'tags', 't-1', 'Penjualan', 'Penjualan', true, false)")
                .update();
    }

    @Test
    void listsEveryFaultWithWhatTheTenantSaid() throws IOException {
        write(Language.ENGLISH, "COMPLETED_WITH_ERRORS");

        assertThat(cells("errors.csv").stream().map(row -> row.subList(0, 6)).toList())
                .containsExactly(
                        List.of("line", "employee_id", "stage", "code", "attribute", "value"),
                        List.of("3", "0017", "parse", "INVALID_EMAIL", "email", "'=cmd|' /C calc'!A0"),
                        List.of("3", "0017", "parse", "INVALID_PHONE", "phone", "12;\"34\""),
                        List.of("4", "0018", "push", "REMOTE_REJECTED", "", ""),
                        List.of("5", "0019", "plan", "EMAIL_CHANGE_UNSUPPORTED", "email", "baru@contoh.id"));
        assertThat(cells("errors.csv").get(3).subList(6, 11))
                .containsExactly(
                        "The tenant refused the change. It said: 1234 <b>Nama</b> salah",
                        "Correct the row by what the tenant said, and drop it in again. If it says that the user is not"
                                + " there: they are gone since this run looked; drop the export in again.",
                        "1234",
                        "<b>Nama</b> salah",
                        "2");
    }

    @Test
    void writesWhatSpreadsheetsOpenRightly() throws IOException {
        write(Language.ENGLISH, "COMPLETED_WITH_ERRORS");

        for (String name : List.of("errors.csv", "plan.csv", "corrections-acme-7.csv")) {
            String text = Files.readString(folder.resolve(name));
            assertThat(text).as(name).startsWith("\uFEFF").endsWith("\r\n");
            assertThat(text.replace("\r\n", "")).as(name).doesNotContain("\n").doesNotContain("\r");
        }
    }

    @Test
    void givesRejectedAndFailedRowsBackAsTheExportHasThem() throws IOException {
        write(Language.INDONESIAN, "COMPLETED_WITH_ERRORS");

        List<List<String>> rows = cells("corrections-acme-7.csv");
        assertThat(rows.getFirst())
                .containsExactly("NIK", "Nama ", "Email", "No HP", "_line", "_code", "_attribute", "_message", "_hint");
        assertThat(rows.get(1).subList(0, 7))
                .containsExactly(
                        "0017",
                        "'@Siti",
                        "'=cmd|' /C calc'!A0",
                        "12;\"34\"",
                        "3",
                        "INVALID_EMAIL; INVALID_PHONE",
                        "email; phone");
        assertThat(rows.get(1).get(7)).contains("\"Email\"").contains("\"No HP\"");
        assertThat(rows.get(2).subList(0, 6))
                .containsExactly("0018", "Budi", "budi@contoh.id", "", "4", "REMOTE_REJECTED");
        assertThat(rows).hasSize(3);
    }

    @Test
    void namesReferencesInThePlan() throws IOException {
        write(Language.ENGLISH, "COMPLETED_WITH_ERRORS");

        assertThat(cells("plan.csv"))
                .containsExactly(
                        List.of("seq", "action", "employee_id", "remote_id", "attribute", "before", "after", "held"),
                        List.of("1", "update", "0018", "u1", "name", "Budi", "Budi Santoso", "false"),
                        List.of("1", "update", "0018", "u1", "tags", "", "HR; Penjualan", "false"),
                        List.of("2", "deactivate", "0020", "u2", "active", "true", "false", "true"));
    }

    @Test
    void tellsAPersonWhatToDoInOneFileOfItsOwn() throws IOException {
        write(Language.ENGLISH, "COMPLETED_WITH_ERRORS");

        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("<html lang=\"en\">")
                .contains("Open corrections-acme-7.csv in a spreadsheet")
                .contains("is not an e-mail address")
                .contains("&lt;b&gt;Nama&lt;/b&gt; salah")
                .contains("held until a person approves")
                .contains("Penjualan")
                .doesNotContain("<b>Nama")
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain(" th:");
    }

    @Test
    void speaksIndonesianToIndonesians() throws IOException {
        write(Language.INDONESIAN, "AWAITING_APPROVAL");

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<html lang=\"id\">")
                .contains("Menunggu persetujuan")
                .contains("Sidik rencana: sha256:abc");
    }

    @Test
    void keepsTheSummaryAsItIsWithItsNulls() throws IOException {
        write(Language.ENGLISH, "COMPLETED");

        assertThat(Files.readString(folder.resolve("summary.json"))).contains("\"reason\" : null");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "errors.csv", "corrections-acme-7.csv", "plan.csv", "report.html", "summary.json");
        }
    }

    @Test
    void pagesThroughRejectsWithoutWhatIsOnlyTold() {
        List<Fault> first = record.rejects(RUN, 0, 1);
        List<Fault> rest = record.rejects(RUN, first.getFirst().number(), 10);

        assertThat(first).hasSize(1);
        assertThat(rest).hasSize(1);
        RejectView shown = RejectView.of(rest.getFirst(), new Messages(), Language.ENGLISH);
        assertThat(shown.code()).isEqualTo("INVALID_PHONE");
        assertThat(shown.header()).isEqualTo("No HP");
    }

    private void write(Language language, String state) {
        var reports = new Reports(record, new WrittenJournal(lines()), _ -> new Rows(), new Messages(), language);
        reports.write(new ReportOrder(RUN, "acme", "Acme to Ruangkerja", summary(state), export(), folder));
    }

    private static Map<String, @Nullable Object> summary(String state) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("runId", RUN);
        summary.put("state", state);
        summary.put("reason", null);
        summary.put("export", Map.of("name", "november.csv", "delimiter", ";", "proven", true));
        summary.put("planDigest", "sha256:abc");
        summary.put("rows", Map.of("read", 5L, "rejected", 1L));
        summary.put("changes", Map.of("update", Map.of("planned", 1L, "failed", 1L)));
        summary.put("gates", List.of(Map.of("action", "deactivate", "planned", 9, "limit", 5, "held", true)));
        return summary;
    }

    private Optional<StageOrder> export() {
        var rules = new StageRules(
                Map.of(),
                Map.of(),
                Optional.empty(),
                StageRules.Completeness.DEFAULT,
                Set.of(),
                false,
                Set.of(),
                Set.of());
        return Optional.of(new StageOrder(
                RUN,
                "acme",
                folder,
                "november.csv",
                CsvShape.AUTO,
                rules,
                true,
                OptionalLong.empty(),
                Set.of(),
                (_, _) -> {}));
    }

    private static List<JournalLine> lines() {
        return List.of(
                line(
                        1,
                        Action.UPDATE,
                        "0018",
                        new Attributes(Map.of(Attribute.NAME, Value.text("Budi"), Attribute.TAGS, Value.items())),
                        new Attributes(Map.of(
                                Attribute.NAME, Value.text("Budi Santoso"), Attribute.TAGS, Value.items("t-1", "+HR"))),
                        State.FAILED),
                line(
                        2,
                        Action.DEACTIVATE,
                        "0020",
                        Attributes.of(Attribute.ACTIVE, Value.flag(true)),
                        Attributes.of(Attribute.ACTIVE, Value.flag(false)),
                        State.HELD));
    }

    private static JournalLine line(
            long seq, Action action, String employee, Attributes before, Attributes after, State state) {
        return new JournalLine(
                seq,
                "change",
                action,
                employee,
                Optional.of("u" + seq),
                OptionalLong.of(seq),
                before,
                after,
                false,
                state,
                List.of(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<List<String>> cells(String name) throws IOException {
        String text =
                Files.readString(folder.resolve(name), StandardCharsets.UTF_8).substring(1);
        try (CSVParser parser = CSVParser.parse(
                text, CSVFormat.RFC4180.builder().setDelimiter(';').get())) {
            return parser.stream().map(CSVRecord::toList).toList();
        }
    }

    private static void finding(
            long line, String employee, String stage, String code, String attribute, String header, String value) {
        database.jdbc()
                .sql("insert into finding (run_id, line, employee_id, stage, code, attribute, header, value)"
                        + " values (7, ?, ?, ?, ?, ?, ?, ?)")
                .params(line, employee, stage, code, attribute, header, value)
                .update();
    }

    private static void change(
            long seq,
            long line,
            String employee,
            String state,
            @Nullable String code,
            @Nullable String remoteCode,
            @Nullable String remoteMessage) {
        database.jdbc()
                .sql("insert into planned_change (run_id, seq, kind, action, employee_id, line, before, after)"
                        + " values (7, ?, 'change', 'update', ?, ?, '{}', '{}')")
                .params(seq, employee, line)
                .update();
        database.jdbc()
                .sql("insert into journal (run_id, seq, state, attempts, code, remote_code, remote_message)"
                        + " values (7, :seq, :state, 2, :code, :remoteCode, :remoteMessage)")
                .param("seq", seq)
                .param("state", state)
                .param("code", code)
                .param("remoteCode", remoteCode)
                .param("remoteMessage", remoteMessage)
                .update();
    }

    /// An export of four rows.
    private static final class Rows implements ExportRows {
        @Override
        public List<String> header() {
            return List.of("NIK", "Nama ", "Email", "No HP");
        }

        @Override
        public List<Integer> own() {
            return List.of(0, 1, 2, 3);
        }

        @Override
        public int width() {
            return 4;
        }

        @Override
        public char delimiter() {
            return ';';
        }

        @Override
        public void forEach(LongPredicate wantedLine, Visitor visitor) {
            List<List<String>> rows = List.of(
                    List.of("0016", "Ani", "ani@contoh.id", ""),
                    List.of("0017", "@Siti", "=cmd|' /C calc'!A0", "12;\"34\""),
                    List.of("0018", "Budi", "budi@contoh.id"),
                    List.of("0019", "Cici", "baru@contoh.id", ""));
            for (int i = 0; i < rows.size(); i++) {
                if (wantedLine.test(i + 2L)) {
                    visitor.row(i + 2L, rows.get(i));
                }
            }
        }
    }
}
