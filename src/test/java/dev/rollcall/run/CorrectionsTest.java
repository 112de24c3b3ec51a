package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What could not be done comes back in a file; corrected, by a spreadsheet that does to it what spreadsheets do, and
/// dropped in again, it is done, and what is not corrected comes back once more.
class CorrectionsTest extends IntakeApplication {
    private static final String EXPORT = """
            NIK;Nama;Email;No HP
            0016;Ani;ani@contoh.id;
            0017;Budi;budi@@contoh.id;
            00018;;cici@contoh.id;
            3174012345678901;Dedi;dedi@contoh.id;nol
            R001;Rina;rina@contoh.id;
            """;
    private static final CSVFormat AS_WRITTEN =
            CSVFormat.RFC4180.builder().setDelimiter(';').get();

    @Test
    void whatIsCorrectedIsDoneAndWhatIsNotComesBackAgain() throws IOException {
        long first = exportOfWhichTheTenantRefusesOne();
        List<List<String>> given = corrections("rounds", first, ';');
        assertThat(given.getFirst())
                .containsExactly("NIK", "Nama", "Email", "No HP", "_line", "_code", "_attribute", "_message", "_hint");
        assertThat(column(given, 0)).containsExactly("0017", "00018", "3174012345678901", "R001");
        assertThat(column(given, 4)).containsExactly("3", "4", "5", "6");
        assertThat(column(given, 5))
                .containsExactly("INVALID_EMAIL", "MISSING_NAME", "INVALID_PHONE", "EMPLOYEE_ID_TAKEN");

        Run second = correct(
                "corrections-rounds-" + first + " sudah diperbaiki.csv",
                given,
                Map.of(
                        "budi@@contoh.id",
                        "budi@contoh.id",
                        "nol",
                        "081234567890",
                        "3174012345678901",
                        "3174012345678900"));
        assertThat(second.mode().name()).isEqualTo("DELTA");
        assertThat(second.correctionOf()).hasValue(first);
        assertThat(rejects(second)).containsExactly("3 MISSING_NAME 00018", "4 INVALID_EMPLOYEE_ID 3174012345678900");
        assertThat(tenant("rounds").user("0017")).isPresent();
        assertThat(tenant("rounds").user("R001").orElseThrow().path("name").asString())
                .isEqualTo("Rina");

        List<List<String>> again = corrections("rounds", second.id(), ';');
        assertThat(again.getFirst()).isEqualTo(given.getFirst());
        assertThat(column(again, 3)).containsExactly("", "081234567890");
        Run third = correct(
                "corrections-rounds-" + second.id() + ".csv",
                again,
                Map.of("00018", "18", "3174012345678900", "3174012345678901", "cici@contoh.id", "cici@contoh.co.id"),
                row -> row.get(0).equals("18") ? withName(row, "Cici") : row);
        assertThat(third.correctionOf()).hasValue(second.id());
        assertThat(rejects(third)).containsExactly("2 INVALID_EMPLOYEE_ID 18");
        assertThat(tenant("rounds").user("3174012345678901")).isPresent();
        assertThat(tenant("rounds").user("18")).isEmpty();

        Files.delete(home.at(second.place().orElseThrow()));
        String late = "corrections-rounds-" + second.id() + " terlambat.csv";
        Run fourth = correct(late, again, Map.of("00018", "18"), row -> withName(row, "Cici"));
        assertThat(rejects(fourth)).first().isEqualTo("2 INVALID_EMPLOYEE_ID 18");

        Run fifth = correct(
                "corrections-rounds-" + second.id() + " benar.csv",
                again.subList(0, 2),
                Map.of(),
                row -> withName(row, "Cici"));
        assertThat(fifth.state()).isEqualTo(RunState.COMPLETED);
        assertThat(tenant("rounds").user("00018").orElseThrow().path("name").asString())
                .isEqualTo("Cici");
    }

    @Test
    void anExportWithoutAHeaderComesBackWithoutOne() throws IOException {
        drop("bare", "november.csv", "E1,Budi,budi@contoh.id\nE2,Siti,salah\n".getBytes(StandardCharsets.UTF_8));
        Run first = ended("bare", 0, "november.csv");
        List<List<String>> given = corrections("bare", first.id(), ',');
        assertThat(given).hasSize(1);
        assertThat(given.getFirst()).startsWith("E2", "Siti", "salah", "2", "INVALID_EMAIL");

        String name = "corrections-bare-" + first.id() + ".csv";
        String text = Files.readString(home.reports("bare", first.id()).resolve(name));
        drop("bare", name, text.replaceFirst("salah", "siti@contoh.id").getBytes(StandardCharsets.UTF_8));

        Run second = ended("bare", first.id(), name);
        assertThat(second.state()).isEqualTo(RunState.COMPLETED);
        assertThat(tenant("bare").user("E2")).isPresent();
    }

    /// The plan is made, then somebody takes an employee ID in the tenant by hand, then the plan is applied.
    private long exportOfWhichTheTenantRefusesOne() {
        JsonNode planned = door.run("rounds", EXPORT, "&apply=false");
        tenant("rounds").seed("""
                {"users": [{"employeeID": "R001", "name": "Orang Lain", "email": "lain@contoh.id"}]}
                """);
        door.decide(planned, "apply", "");
        long run = planned.path("runId").asLong();
        JsonNode applied = org.awaitility.Awaitility.await()
                .until(
                        () -> door.ended(run),
                        end -> end.path("state").asString().startsWith("COMPLETED"));
        assertThat(applied.path("changes").path("create").path("failed").asInt())
                .isEqualTo(1);
        return run;
    }

    @SafeVarargs
    private Run correct(
            String name, List<List<String>> rows, Map<String, String> cells, UnaryOperator<List<String>>... more)
            throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, AS_WRITTEN)) {
            printer.printRecord(rows.getFirst());
            for (List<String> row : rows.subList(1, rows.size())) {
                List<String> changed =
                        row.stream().map(cell -> cells.getOrDefault(cell, cell)).toList();
                printer.printRecord(more.length > 0 ? more[0].apply(changed) : changed);
            }
        }
        long before = all("rounds").getFirst().id();
        drop("rounds", name, text.toString().getBytes(Charset.forName("windows-1252")));
        return ended("rounds", before, name);
    }

    private static List<String> withName(List<String> row, String name) {
        List<String> named = new ArrayList<>(row);
        named.set(1, named.get(1).isEmpty() ? name : named.get(1));
        return named;
    }

    private List<List<String>> corrections(String job, long run, char delimiter) throws IOException {
        String text = Files.readString(home.reports(job, run).resolve("corrections-" + job + "-" + run + ".csv"));
        try (CSVParser parser = CSVParser.parse(
                text.substring(1), AS_WRITTEN.builder().setDelimiter(delimiter).get())) {
            return parser.stream().map(CSVRecord::toList).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> column(List<List<String>> rows, int column) {
        return rows.stream().skip(1).map(row -> row.get(column)).toList();
    }

    private List<String> rejects(Run run) {
        List<String> rejects = new ArrayList<>();
        for (JsonNode reject : door.get("/api/runs/" + run.id() + "/rejects").path("items")) {
            rejects.add(reject.path("line").asInt() + " " + reject.path("code").asString() + " "
                    + reject.path("employeeId").asString());
        }
        return rejects;
    }
}
