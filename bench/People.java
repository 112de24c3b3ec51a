package bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/// Made-up people, the same for the same seed: person n as a line of an export of nine columns (about 110 bytes) and
/// as a user of the tenant. One in ten names is quoted, one in fifty holds a letter beyond ASCII, one phone number
/// in twenty is a landline; no two people share an e-mail, a phone number or a username.
///
/// @param changedEvery each so many-th person has another name and organization; 0: nobody
record People(long seed, int changedEvery) {
    private static final String HEADER =
            "NIK;NIK Baru;Nama;Email;No HP;Username;Status;Tag;Organisasi";
    private static final String[] FIRST = {
        "Siti", "Budi", "Wulan", "Agus", "Dewi", "Rizki", "Intan", "Eko", "Ratna", "Hendra", "Maya", "Yusuf", "Lestari",
        "Bayu", "Citra", "Dimas"
    };
    private static final String[] LAST = {
        "Santoso", "Firmansyah", "Handayani", "Wibowo", "Pratama", "Nugroho", "Kusuma", "Saputra", "Rahayu", "Hidayat",
        "Maulana", "Permata", "Siregar", "Hutapea", "Wijaya", "Anggraini"
    };
    private static final String[] TAGS = {"Karyawan Tetap", "Karyawan Kontrak", "Magang", "Manajer"};
    private static final String[] PLACES = {"Jakarta", "Bandung", "Surabaya", "Medan"};
    private static final String[] DIVISIONS = {"Penjualan", "Operasional", "Keuangan", "Teknologi"};

    People(int changedEvery) {
        this(2026, changedEvery);
    }

    /// The first so many people as an export.
    Path export(Path file, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(HEADER + "\r\n");
            var line = new StringBuilder();
            for (int n = 0; n < count; n++) {
                line.setLength(0);
                Person p = person(n);
                line.append(p.id).append(";;").append(quoted(p.name)).append(';').append(p.email).append(';');
                line.append(p.phoneAsWritten).append(';').append(p.username).append(";aktif;");
                line.append(p.tag).append(';').append(p.division).append('/').append(p.place).append("\r\n");
                out.append(line);
            }
        }
        return file;
    }

    /// People from (inclusive) to (exclusive) as the sandbox's seeds.
    String users(int from, int to) {
        var out = new StringBuilder("{\"users\": [");
        for (int n = from; n < to; n++) {
            Person p = person(n);
            out.append(n == from ? "" : ",\n");
            out.append(("{\"employeeID\": \"%s\", \"name\": \"%s\", \"username\": \"%s\", \"email\": \"%s\","
                            + " \"phone\": \"%s\", \"isActive\": true, \"tags\": [\"%s\"],"
                            + " \"organizationSerial\": \"%s\"}")
                    .formatted(p.id, p.name, p.username, p.email, p.phone, p.tag, serial(p.division, p.place)));
        }
        return out.append("]}").toString();
    }

    /// Person n as the body of a call that creates one user.
    String creation(int n) {
        Person p = person(n);
        return ("{\"employeeID\": \"%s\", \"name\": \"%s\", \"username\": \"%s\", \"email\": \"%s\","
                        + " \"phone\": \"%s\", \"isActive\": true, \"organizationSerial\": \"%s\"}")
                .formatted(p.id, p.name, p.username, p.email, p.phone, serial(p.division, p.place));
    }

    /// What people point at, as seeds.
    static String references() {
        var out = new StringBuilder("{\"tags\": [\"" + String.join("\", \"", TAGS) + "\"], \"organizations\": [");
        out.append("{\"name\": \"Kantor Pusat\", \"serial\": \"COMPPUSAT001\", \"isActive\": true,")
                .append(" \"childOrganizations\": [");
        for (int i = 0; i < DIVISIONS.length; i++) {
            out.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"%s\", \"serial\": \"COMP%s\", \"isActive\": true, \"childOrganizations\": ["
                            .formatted(DIVISIONS[i], code(DIVISIONS[i])));
            for (int j = 0; j < PLACES.length; j++) {
                out.append(j == 0 ? "" : ", ")
                        .append("{\"name\": \"%s\", \"serial\": \"%s\", \"isActive\": true}"
                                .formatted(PLACES[j], serial(DIVISIONS[i], PLACES[j])));
            }
            out.append("]}");
        }
        return out.append("]}], \"users\": []}").toString();
    }

    /// The job that takes such exports.
    ///
    /// @param push such as `rate: none, concurrency: 8`
    static String job(String name, Tenant tenant, String push) {
        return """
                job: %s
                title: Benchmark
                source:
                  type: csv
                  columns:
                    employeeId: NIK
                    newEmployeeId: NIK Baru
                    name: Nama
                    email: Email
                    phone: No HP
                    username: Username
                    active: Status
                    tags: {header: Tag, separator: ","}
                    organization: Organisasi
                  phoneRegion: ID
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                reconcile:
                  absent: deactivate
                  references: {organization: path}
                push: {%s}
                """.formatted(name, tenant.url(), push);
    }

    private Person person(int n) {
        var random = new SplittableRandom(seed * 1_000_003 + n);
        String first = FIRST[random.nextInt(FIRST.length)];
        String last = LAST[random.nextInt(LAST.length)];
        String tag = TAGS[random.nextInt(TAGS.length)];
        String division = DIVISIONS[random.nextInt(DIVISIONS.length)];
        String place = PLACES[random.nextInt(PLACES.length)];
        String name = first + " " + last;
        if (n % 50 == 3) {
            name = "René " + last;
        } else if (n % 10 == 4) {
            name += ", S.Kom";
        }
        String username = (first + last).toLowerCase(Locale.ROOT) + n;
        if (changedEvery > 0 && n % changedEvery == changedEvery / 2) {
            name = first + " " + last + " Baru";
            place = PLACES[(n / changedEvery) % PLACES.length];
        }
        String digits = String.format(Locale.ROOT, "%08d", n);
        boolean landline = n % 20 == 9;
        return new Person(
                "E" + digits,
                name,
                username + "@contoh.co.id",
                landline ? "6221" + digits.replaceFirst("^0", "5") : "62812" + digits,
                landline
                        ? "(021) " + digits.replaceFirst("^0", "5")
                        : "0812-" + digits.substring(0, 4) + "-" + digits.substring(4),
                username,
                tag,
                division,
                place);
    }

    private static String quoted(String name) {
        return name.indexOf(',') < 0 ? name : "\"" + name + "\"";
    }

    private static String serial(String division, String place) {
        return "COMP" + code(division) + code(place);
    }

    private static String code(String name) {
        return name.substring(0, 4).toUpperCase(Locale.ROOT);
    }

    private record Person(
            String id,
            String name,
            String email,
            String phone,
            String phoneAsWritten,
            String username,
            String tag,
            String division,
            String place) {}
}
