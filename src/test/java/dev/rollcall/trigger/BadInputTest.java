package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/// Bad input gets a message that names the thing and the next step, and nothing is lost.
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest extends OverHttp {

    @Test
    void refusesAnEmptyFileAndSaysWhy(CapturedOutput output) throws IOException {
        Made made = make();
        drop(made.job(), "kosong.csv", " \r\n");

        long run = admin().post(made.runs(), "").json().path("runId").asLong();

        JsonNode ended = ended(run);
        assertThat(ended.path("state").asString()).isEqualTo("REFUSED");
        assertThat(ended.path("reason").asString()).isEqualTo("EMPTY_FILE");
        assertThat(home.refused(made.job()).resolve(run + "-kosong.csv")).hasContent(" \r\n");
        assertThat(Files.readString(home.refused(made.job()).resolve(run + "-kosong.csv.reason.txt")))
                .isEqualTo("""
                        EMPTY_FILE
                        The file is empty. Expected is a header and at least one person. Export it again from the HR\
                         system, and look at its size before dropping it in. Nobody was changed.
                        Run %d of %s. Nothing was sent to the tenant.
                        """.formatted(run, made.job()));
        assertThat(output.getOut()).doesNotContain("\tat ");
    }

    @Test
    void namesTheHeadersThatItLookedForAndThoseThatItFound(CapturedOutput output) throws IOException {
        Made made = make();

        JsonNode run = ran(made, "?name=lain.csv", "Nomor,Nama,Email\n1,Siti,siti@contoh.co.id\n");

        assertThat(run.path("state").asString()).isEqualTo("REFUSED");
        assertThat(run.path("reason").asString()).isEqualTo("MISSING_COLUMN");
        String reason = Files.readString(
                home.refused(made.job()).resolve(run.path("runId").asLong() + "-lain.csv.reason.txt"));
        assertThat(reason).isEqualTo("""
                        MISSING_COLUMN
                        No column holds the employee ID. Expected is one of the headers NIK. Found were: Nomor, Nama,\
                         Email. Put the column back, or have its header added under source.columns.employeeId in the job\
                         file.
                        Run %d of %s. Nothing was sent to the tenant.
                        """.formatted(run.path("runId").asLong(), made.job()));
        assertThat(output.getOut()).doesNotContain("\tat ");
    }

    @Test
    void tellsThatTheTenantAnswersHtml(CapturedOutput output) throws IOException {
        Made made = make();
        write(
                made.job(),
                job(made.job()).replace("push: {rate: none}", "push: {rate: none, attempts: 1, bulk: false}"));
        ran(made, "", export(1, 1));
        made.tenant().fault("{\"fault\": \"html\", \"method\": \"PUT\"}");

        JsonNode run = ran(made, "", export(1, 1).replace("Orang", "Warga"));

        assertThat(run.path("state").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        String errors = admin().get("/api/runs/" + run.path("runId").asLong() + "/files/errors.csv")
                .text();
        assertThat(errors).contains("E0001", "REMOTE_UNAVAILABLE");
        assertThat(output.getOut()).doesNotContain("\tat ");
    }

    @Test
    void tellsThatTheCredentialsAreRefused(CapturedOutput output) throws IOException {
        Made made = make();
        write(made.job(), job(made.job()).replace("sandbox-secret", "wrong-secret"));

        JsonNode run = ran(made, "", export(1, 1));

        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).isEqualTo("CREDENTIALS_REFUSED");
        assertThat(run.path("detail").asString())
                .isEqualTo("the tenant refused the login (400): BAD_REQUEST: Credentials does not match in our records;"
                        + " mend target.credentials in the job file, or the account in the tenant, then retry the run");
        assertThat(output.getOut()).doesNotContain("\tat ", "wrong-secret");
    }

    @Test
    void namesAFaultyJobFileWithLineAndNextStep(CapturedOutput output) throws IOException {
        write("tanpa-penghubung", job("tanpa-penghubung").replace("connector: ruangkerja", "connector: ruangkerje"));
        write("tanpa-rahasia", job("tanpa-rahasia").replace("sandbox-secret", "\"${ROLLCALL_TEST_NOT_SET}\""));
        write("tak-terbaca", "job: [tak-terbaca\n");

        assertThat(problem("tanpa-penghubung"))
                .isEqualTo(
                        "tanpa-penghubung.yaml:8:14 target.connector: found ruangkerje, expected one of deskhero, garment, ruangkerja; did you mean ruangkerja?");
        assertThat(problem("tanpa-rahasia"))
                .isEqualTo(
                        "tanpa-rahasia.yaml:10:50 target.credentials.clientSecret: found ***, expected the environment variable ROLLCALL_TEST_NOT_SET to be set; set it for the worker, or give a default: ${ROLLCALL_TEST_NOT_SET:…}");
        assertThat(problem("tak-terbaca"))
                .isEqualTo(
                        "tak-terbaca.yaml:2:1 expected YAML (expected ',' or ']', but got <stream end>); look at the indentation, brackets and quotes");
        assertThat(output.getOut()).contains("tak-terbaca.yaml").doesNotContain("\tat ");
    }

    private String problem(String job) {
        return admin().get("/api/jobs/" + job).json().at("/problems/0").asString();
    }
}
