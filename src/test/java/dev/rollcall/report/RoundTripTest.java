package dev.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attribute;
import dev.rollcall.report.jdbc.JdbcRunRecord;
import dev.rollcall.source.CsvShape;
import dev.rollcall.stage.ExportRows;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageOutcome;
import dev.rollcall.stage.StageProgress;
import dev.rollcall.stage.StageRules;
import dev.rollcall.stage.Staging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// An export with faults, its correction file, and that file dropped in again, by the real staging.
class RoundTripTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String EXPORT = """
            NIK;Nama Lengkap;Email;No HP
            0016;Ani;ani@contoh.id;0812-3456-7890
            0017;=Siti;siti@@contoh.id;nol delapan
            0018;;budi@contoh.id;0812-3456-7892
            """;

    @TempDir
    Path folder;

    private final AnnotationConfigApplicationContext stage = new AnnotationConfigApplicationContext();

    @BeforeEach
    void stagingOnThisDatabase() {
        stage.registerBean(DataSource.class, database::dataSource);
        stage.registerBean(org.springframework.jdbc.core.simple.JdbcClient.class, database::jdbc);
        stage.scan("dev.rollcall.stage");
        stage.refresh();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whatIsCorrectedIsAcceptedAndWhatIsNotComesBackAgain() throws IOException {
        Path export = Files.writeString(folder.resolve("november.csv"), EXPORT);
        assertThat(stage(order(1, export, false)))
                .extracting(StageOutcome.Staged::rejected)
                .isEqualTo(2L);
        Path first = report(order(1, export, false));

        String fixed = Files.readString(first)
                .replace("siti@@contoh.id", "siti@contoh.id")
                .replace("nol delapan", "0812-3456-7891");
        Path again = Files.writeString(folder.resolve("corrections-acme-1.csv"), fixed);
        StageOutcome.Staged outcome = stage(order(2, again, true));

        assertThat(outcome.read()).isEqualTo(2);
        assertThat(outcome.accepted()).isEqualTo(1);
        assertThat(database.jdbc()
                        .sql("select name from staged_row where run_id = 2")
                        .query(String.class)
                        .single())
                .isEqualTo("=Siti");
        assertThat(Files.readAllLines(report(order(2, again, true))))
                .hasSize(2)
                .first()
                .isEqualTo("\uFEFFNIK;Nama Lengkap;Email;No HP;_line;_code;_attribute;_message;_hint");
    }

    @Test
    void anUntouchedCorrectionFileGivesTheSameFaultsAgain() throws IOException {
        Path export = Files.writeString(folder.resolve("november.csv"), EXPORT);
        stage(order(3, export, false));
        Path first = report(order(3, export, false));
        Path again = Files.copy(first, folder.resolve("corrections-acme-3.csv"));
        stage(order(4, again, true));

        List<String> one = faults(3);
        assertThat(one).hasSize(3);
        assertThat(faults(4)).isEqualTo(one);
    }

    private StageOutcome.Staged stage(StageOrder order) {
        return (StageOutcome.Staged) stage.getBean(Staging.class).stage(order);
    }

    /// @return the correction file
    private Path report(StageOrder order) throws IOException {
        Path reports = Files.createDirectories(folder.resolve("reports-" + order.runId()));
        var writer = new Reports(
                new JdbcRunRecord(database.dataSource()),
                new WrittenJournal(List.of()),
                stage.getBean(ExportRows.Opener.class),
                new Messages(),
                Language.INDONESIAN);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("state", "COMPLETED_WITH_ERRORS");
        summary.put("export", Map.of("delimiter", ";"));
        writer.write(new ReportOrder(order.runId(), "acme", "Acme", summary, Optional.of(order), reports));
        return reports.resolve("corrections-acme-" + order.runId() + ".csv");
    }

    private static List<String> faults(long runId) {
        return database.jdbc()
                .sql("select employee_id || ' ' || code || ' ' || variant || ' ' || value from finding where run_id = ?"
                        + " order by employee_id, code")
                .param(runId)
                .query(String.class)
                .list();
    }

    private StageOrder order(long runId, Path file, boolean correction) {
        var columns = Map.<Attribute, StageRules.Column>of(
                Attribute.EMPLOYEE_ID, new StageRules.Column.AnyOf(List.of("NIK")),
                Attribute.NAME, new StageRules.Column.AnyOf(List.of("Nama Lengkap")),
                Attribute.EMAIL, new StageRules.Column.AnyOf(List.of("Email")),
                Attribute.PHONE, new StageRules.Column.AnyOf(List.of("No HP")));
        var rules = new StageRules(
                columns,
                Map.of(),
                Optional.of("ID"),
                StageRules.Completeness.DEFAULT,
                Set.of(),
                false,
                Set.of(),
                Set.of());
        return new StageOrder(
                runId,
                "acme",
                file,
                file.getFileName().toString(),
                CsvShape.AUTO,
                rules,
                !correction,
                correction,
                correction
                        ? Optional.of(new StageOrder.Corrected(
                                1, Optional.of(folder.resolve("november.csv")), "november.csv", false))
                        : Optional.empty(),
                OptionalLong.empty(),
                Set.of(),
                StageProgress.NOBODY);
    }
}
