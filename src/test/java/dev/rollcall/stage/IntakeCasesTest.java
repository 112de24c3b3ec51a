package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.report.Language;
import dev.rollcall.report.Messages;
import dev.rollcall.stage.jdbc.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of `cases/intake` comes to what it says.
class IntakeCasesTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Messages MESSAGES = new Messages();
    private static final AtomicLong RUNS = new AtomicLong();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.rollcall.stage.IntakeCase#all")
    void comesToWhatItSays(IntakeCase intake) throws IOException {
        Path file = Files.write(folder.resolve("export"), intake.bytes());
        long run = RUNS.incrementAndGet();
        StageOutcome outcome = new CsvStaging(Stages.on(database.dataSource())).stage(intake.order(run, file));
        Map<String, Object> told = told(outcome, run);
        intake.map("expect")
                .forEach((key, value) -> assertThat(told.get(String.valueOf(key)))
                        .as("%s of %s", key, told)
                        .isEqualTo(value));
        assertThat(intake.expected()).isNotEmpty();
    }

    private static Map<String, Object> told(StageOutcome outcome, long run) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("charset", outcome.facts().charset());
        told.put("delimiter", outcome.facts().delimiter());
        switch (outcome) {
            case StageOutcome.Refused refused -> {
                told.put("refused", refused.code() + (refused.variant().isEmpty() ? "" : "." + refused.variant()));
                told.put("details", refused.details());
                tellable("file." + refused.code() + (refused.variant().isEmpty() ? "" : "." + refused.variant()));
            }
            case StageOutcome.Staged staged -> {
                told.put("read", (int) staged.read());
                told.put("rejected", (int) staged.rejected());
                told.put("repeated", (int) staged.repeated());
                told.put("unmapped", staged.facts().unmapped());
                told.put(
                        "unproven",
                        staged.proof().stream()
                                .filter(c -> !c.ok())
                                .map(Check::check)
                                .toList());
                told.put("findings", findings(run));
                findings(run).forEach(finding -> tellable(finding.split(" ", -1)[1]));
                told.put("rows", rows(run));
                assertThat(staged.accepted() + staged.rejected()).isEqualTo(staged.read());
                assertThat(count("staged_row", run) + staged.repeated()).isEqualTo(staged.accepted());
                assertThat(count("rejected_row", run)).isEqualTo(staged.rejected());
            }
        }
        return told;
    }

    /// There are words for exactly this, in every language.
    private static void tellable(String key) {
        for (Language language : Language.values()) {
            assertThat(MESSAGES.keys(language)).contains(key);
        }
    }

    private static long count(String table, long run) {
        return database.jdbc()
                .sql("select count(*) from " + table + " where run_id = ?")
                .param(run)
                .query(Long.class)
                .single();
    }

    private static List<String> findings(long run) {
        return database.jdbc().sql("""
                        select concat_ws(' ', line, code || case when variant = '' then '' else '.' || variant end,
                            nullif(header, ''), nullif(array_to_string(facts, '|'), ''))
                        from finding where run_id = ? order by line, number
                        """).param(run).query(String.class).list();
    }

    private static List<String> rows(long run) {
        return database.jdbc().sql("""
                        select line || ': ' || array_to_string(array[employee_id, new_employee_id, name, email, phone, username,
                            active::text, tags::text, organization], '|', '-')
                        from staged_row where run_id = ? order by line
                        """).param(run).query(String.class).list();
    }
}
