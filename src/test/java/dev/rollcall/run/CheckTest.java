package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A check says what a run would understand, and writes nothing anywhere.
class CheckTest extends IntakeApplication {
    private static final String EXPORT = "NIK;Nama;Gaji;Email\n" + "E1;Budi;1;budi@contoh.id\n"
            + "E2;;2;budi@contoh.id\n" + "E3;Dewi;3;dewi\n" + "E4;Eko;4;eko@contoh.id\n".repeat(30);

    @Autowired
    private JdbcClient jdbc;

    @Test
    void saysWhatWasUnderstoodAndWritesNothing() throws IOException {
        Map<String, String> tables = tables();
        Map<String, String> files = files();

        Door.Answered answer = door.send("POST", "/api/jobs/checked/check?name=november.csv", "text/csv", EXPORT);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode said = answer.body();
        assertThat(said.path("charset").asString()).isEqualTo("UTF-8");
        assertThat(said.path("delimiter").asString()).isEqualTo(";");
        assertThat(said.path("mapped").toString())
                .isEqualTo("{\"email\":[\"Email\"],\"employeeId\":[\"NIK\"],\"name\":[\"Nama\"]}");
        assertThat(said.path("unmapped").toString()).isEqualTo("[\"Gaji\"]");
        assertThat(said.path("rows").toString()).isEqualTo("{\"read\":33,\"rejected\":3,\"accepted\":30}");
        assertThat(said.path("rejects").toString())
                .isEqualTo("{\"MISSING_NAME\":1,\"INVALID_EMAIL\":1,\"DUPLICATE_EMAIL\":2}");
        assertThat(said.path("first")).hasSize(20);
        assertThat(said.path("first").get(0).path("values").toString())
                .isEqualTo("{\"employeeId\":\"E1\",\"name\":\"Budi\",\"email\":\"budi@contoh.id\"}");
        assertThat(said.path("first")
                        .get(1)
                        .path("findings")
                        .get(0)
                        .path("message")
                        .asString())
                .isEqualTo("\"Nama\" kosong. Setiap orang harus punya nama.");
        assertThat(said.path("refused").isNull()).isTrue();
        assertThat(tables()).isEqualTo(tables);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void saysWhyAnExportWouldBeRefused() throws IOException {
        Map<String, String> tables = tables();
        Map<String, String> files = files();

        JsonNode said = door.send("POST", "/api/jobs/checked/check", "text/csv", "%PDF-1.7\n")
                .body();

        assertThat(said.path("refused").path("code").asString()).isEqualTo("NOT_CSV");
        assertThat(said.path("refused").path("message").asString()).contains("dokumen PDF");
        assertThat(said.path("refused").path("hint").asString()).contains("CSV UTF-8");
        assertThat(tables()).isEqualTo(tables);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void withAnEmptyBodyAndAnEmptyInboxThereIsNoExport() {
        Door.Answered none = door.send("POST", "/api/jobs/checked/check", "", "");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.body().path("code").asString()).isEqualTo("NO_EXPORT");
    }

    @Test
    void takesThePartOfAForm() {
        String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"karyawan.csv\"\r\n\r\n" + EXPORT
                + "\r\n--x--\r\n";
        Door.Answered answer = door.send("POST", "/api/jobs/checked/check", "multipart/form-data; boundary=x", form);

        assertThat(answer.body().path("name").asString()).isEqualTo("karyawan.csv");
        assertThat(answer.body().path("rows").path("read").asInt()).isEqualTo(33);
    }

    /// Every table with a digest of its rows; the queue's heartbeats come and go by themselves.
    private Map<String, String> tables() {
        Map<String, String> tables = new TreeMap<>();
        for (String table : jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            if (!table.equals("scheduled_tasks")) {
                tables.put(
                        table,
                        jdbc.sql("select count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) from " + table + " t")
                                .query(String.class)
                                .single());
            }
        }
        return tables;
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(home.root())) {
            for (Path file : all.filter(f -> !f.startsWith(home.root().resolve("postgres")))
                    .toList()) {
                boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                files.put(file.toString(), regular ? Files.readString(file, StandardCharsets.ISO_8859_1) : "");
            }
        }
        return files;
    }
}
