package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Planted names, addresses, numbers and secrets are searched for where they must not be: in the log, in metrics, in
/// problems.
@ExtendWith(OutputCaptureExtension.class)
class CanaryTest extends OverHttp {
    private static final List<String> PLANTED = List.of(
            "Kenari Kuning",
            "kenari.kuning@contoh.co.id",
            "628129990001",
            "0812-999-0001",
            "kenari-rahasia",
            "KENARI7");
    private static final String EXPORT = """
            NIK,Nama,Email,Status,Tag
            KENARI7,Kenari Kuning,kenari.kuning@contoh.co.id,aktif,
            KENARI7B,Kenari Kuning,kenari.kuning@contoh.co.id bukan,aktif,
            KENARI7C,Kenari Kuning,,kenari-rahasia,0812-999-0001
            KENARI7D,Kenari Kuning,k4@contoh.co.id,aktif,628129990001
            "KENARI7E","Kenari Kuning",k5@contoh.co.id,aktif,,,,surplus
            """;

    @Test
    void keepsPersonalDataAndSecretsOutOfLogMetricsAndProblems(CapturedOutput output) throws IOException {
        Made good = make();
        ran(good, "", EXPORT);
        Made refusing = make();
        refusing.tenant()
                .fault("{\"fault\": \"status\", \"status\": 400, \"method\": \"POST\", \"path\": \".*users.*\"}");
        ran(refusing, "", EXPORT);
        Made html = make();
        write(
                html.job(),
                job(html.job()).replace("push: {rate: none}", "push: {rate: none, attempts: 1, bulk: false}"));
        ran(html, "", EXPORT);
        html.tenant().fault("{\"fault\": \"html\", \"method\": \"PUT\"}");
        ran(html, "", EXPORT.replace("Kenari Kuning", "Kenari Kuning Sekali"));
        Made locked = make();
        write(locked.job(), job(locked.job()).replace("sandbox-secret", "kenari-rahasia"));
        ran(locked, "", EXPORT);
        Made cut = make();
        ran(cut, "", EXPORT + "KENARI7F,\"Kenari Kuning");
        String problems = problems(good);

        for (String planted : PLANTED) {
            assertThat(output.getAll()).doesNotContain(planted);
            assertThat(as("viewer").get("/actuator/prometheus").text()).doesNotContain(planted);
            assertThat(problems).doesNotContain(planted);
        }
        assertThat(output.getAll()).doesNotContain(PASSWORD, "sandbox-secret");
    }

    private String problems(Made made) {
        String path = "/api/jobs/" + made.job() + "/people/";
        return String.join(
                "\n",
                admin().get(path + "KENARI7Z").text(),
                as("viewer").delete(path + "KENARI7").text(),
                admin().get("/api/runs?state=KENARI7").text().replace("KENARI7", ""),
                admin().post("/api/runs/1/apply", "{\"planDigest\": kenari-rahasia}")
                        .text(),
                new Caller(port(), "kenari-rahasia", "kenari-rahasia")
                        .get("/api/jobs")
                        .text(),
                admin().post(made.runs() + "?mode=half", BodyPublishers.ofString(EXPORT), "Content-Type", "text/csv")
                        .text());
    }
}
