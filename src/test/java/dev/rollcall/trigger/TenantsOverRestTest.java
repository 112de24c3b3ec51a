package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is peculiar to Deskhero and Garment, as it is told over REST.
class TenantsOverRestTest extends OverHttp {
    private static final String HEADER = "NIK,Nama,Email,Telepon,Peran\n";
    private static final String COLUMNS =
            "{employeeId: NIK, name: Nama, email: Email, phone: Telepon, roles: {header: Peran, separator: \"/\"}}";
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.demo(0));

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void saysOnceWhichColumnsDeskheroDoesNotLetUsChange() throws IOException {
        Made made = made("deskhero", "{token: deskhero-admin-token}", "contoh");

        JsonNode planned = ran(made, "?apply=false", HEADER + "E1,Siti Aminah,siti@contoh.co.id,628121000001,USER\n");

        assertThat(planned.path("notCompared").toString()).isEqualTo("[\"Nama\",\"Telepon\"]");
        assertThat(planned.at("/rows/reported").asInt()).isZero();
    }

    @Test
    void marksWhatTravelsToEveryTenantOfAPersonInGarment() throws IOException {
        Made made = made("garment", "{email: layanan@contoh.co.id, password: sandbox-password}", "PT Contoh Nusantara");
        ran(
                made,
                "",
                HEADER + "E1,Kenanga Lama,kenanga@contoh.co.id,628121000091,Staf\nE2,Budi,budi@contoh.co.id,,Staf\n");

        JsonNode planned = ran(
                made,
                "?apply=false",
                HEADER + "E1,Kenanga Baru,kenanga@contoh.co.id,628121000091,Staf\nE2,Budi,budi@contoh.co.id,,Gudang\n");

        JsonNode changes = admin().get("/api/runs/" + planned.path("runId").asLong() + "/changes")
                .json()
                .path("items");
        assertThat(changes).hasSize(2);
        assertThat(changes.at("/0/after").propertyNames()).containsExactly("name");
        assertThat(changes.at("/0/global").asBoolean()).isTrue();
        assertThat(changes.at("/1/after").propertyNames()).containsExactly("roles");
        assertThat(changes.at("/1/global").asBoolean()).isFalse();
        assertThat(planned.path("notCompared")).isEmpty();
    }

    private Made made(String system, String credentials, String tenant) throws IOException {
        String job = "rest-" + system;
        var hosted = SANDBOX.tenant(system + "-demo");
        write(job, """
                job: %s
                source: {type: csv, phoneRegion: ID, columns: %s}
                target:
                  connector: %s
                  url: %s
                  credentials: %s
                  options: {tenant: %s}
                push: {rate: none}
                """.formatted(job, COLUMNS, system, hosted.url(), credentials, tenant));
        return new Made(job, hosted);
    }
}
