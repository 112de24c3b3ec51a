package bench;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Invitations go out together where role and groups are equal.
final class Invitations implements Benchmark {
    private static final int PEOPLE = 2_000;
    private static final int MOST = 24;
    private static final String SEEDS = """
            {"groups": [{"name": "Semua", "everyone": true}, {"name": "Satu"}, {"name": "Dua"}],
             "users": [{"email": "admin@contoh.co.id", "role": 2, "status": 1}]}""";

    @Override
    public String name() {
        return "invitations";
    }

    @Override
    public String about() {
        return "2,000 invitations to Deskhero with 4 combinations of role and groups";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant("deskhero", SEEDS);
        Worker worker = ground.worker();
        worker.job("invitations", job(tenant));
        Path export = ground.folder().resolve("invited.csv");
        try (BufferedWriter out = Files.newBufferedWriter(export, StandardCharsets.UTF_8)) {
            out.write("NIK;Email;Grup;Peran\n");
            for (int n = 0; n < PEOPLE; n++) {
                out.write("E%d;e%d@contoh.co.id;%s;%s%n".formatted(
                        n, n, n % 2 == 0 ? "Satu" : "Dua", n % 4 < 2 ? "USER" : "ADMIN"));
            }
        }
        Run run = worker.run("invitations", export, "").mustBe("COMPLETED");
        run.must(run.changes("create", "applied") == PEOPLE, PEOPLE + " invitations");

        int calls = tenant.calls("POST", "/user_invites/create_v2");
        sheet.holds(
                "2,000 invitations, 4 combinations of role and groups",
                calls + " calls",
                "at most " + MOST + " calls",
                calls <= MOST,
                run.pushed());
    }

    private static String job(Tenant tenant) {
        return """
                job: invitations
                source:
                  type: csv
                  columns: {employeeId: NIK, email: Email, groups: Grup, roles: Peran}
                target:
                  connector: deskhero
                  url: %s
                  credentials: {token: deskhero-admin-token}
                  options: {tenant: contoh}
                push: {rate: none}
                """.formatted(tenant.url());
    }
}
