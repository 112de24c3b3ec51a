package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
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

    /// Everything, and what the settings keep quiet of it.
    private static final List<String> LOUD = List.of(
            LoggingSystem.ROOT_LOGGER_NAME,
            "org.apache.catalina",
            "org.springframework.boot.web.server",
            "org.springframework.security",
            "org.springframework.web");
    private static final String DESKHERO = """
            job: %s
            source: {type: csv, columns: {employeeId: NIK, name: Nama, email: Email, active: Status}}
            target:
              connector: deskhero
              url: %s
              credentials: {token: %s}
              options: {tenant: contoh}
            push: {rate: none}
            """;
    private static final String GARMENT = """
            job: %s
            source: {type: csv, columns: {employeeId: NIK, name: Nama, email: Email, phone: Tag, active: Status}}
            target:
              connector: garment
              url: %s
              credentials: {email: layanan@contoh.co.id, password: %s}
              options: {tenant: PT Contoh Nusantara, createPassword: random}
            push: {rate: none}
            """;

    /// As an operator sees it who looks for a fault with everything in the log.
    @Test
    void keepsThemOutOfTheLogOfEveryTenantAtDebugToo(CapturedOutput output) throws IOException {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        LOUD.forEach(logger -> logging.setLogLevel(logger, LogLevel.DEBUG));
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.demo(0))) {
            ran(make(), "", EXPORT);
            Made deskhero = invited("kenari-deskhero", sandbox.tenant("deskhero-demo"), "deskhero-admin-token");
            assertThat(ran(deskhero, "", EXPORT).at("/changes/create/applied").asInt())
                    .isPositive();
            ran(invited("kenari-deskhero", sandbox.tenant("deskhero-demo"), "kenari-rahasia"), "", EXPORT);
            Made garment = created("kenari-garment", sandbox.tenant("garment-demo"), "sandbox-password");
            assertThat(ran(garment, "", EXPORT).at("/changes/create/applied").asInt())
                    .isPositive();
            garment.tenant().fault("{\"fault\": \"status\", \"status\": 422, \"method\": \"PUT\"}");
            ran(garment, "", EXPORT.replace("aktif,\n", "aktif,628129990001\n"));
            ran(created("kenari-garment", garment.tenant(), "kenari-rahasia"), "", EXPORT);
        } finally {
            LOUD.forEach(logger -> logging.setLogLevel(logger, LogLevel.WARN));
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
        }

        assertThat(output.getAll()).contains(" DEBUG ");
        for (String planted : PLANTED) {
            assertThat(output.getAll()).doesNotContain(planted);
        }
        assertThat(output.getAll()).doesNotContain("deskhero-admin-token", "sandbox-password", "sandbox-secret");
    }

    private Made invited(String job, SandboxTenant tenant, String token) throws IOException {
        write(job, DESKHERO.formatted(job, tenant.url(), token));
        return new Made(job, tenant);
    }

    private Made created(String job, SandboxTenant tenant, String password) throws IOException {
        write(job, GARMENT.formatted(job, tenant.url(), password));
        return new Made(job, tenant);
    }

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
