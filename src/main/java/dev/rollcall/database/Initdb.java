package dev.rollcall.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/// Makes a new cluster, whole or not at all.
final class Initdb {
    private Initdb() {}

    static void unlessPresent(ClusterFolder cluster, Path programs, Account account, Durability durability)
            throws IOException, InterruptedException {
        if (Files.isDirectory(cluster.data())) {
            checkVersion(cluster, programs);
            return;
        }
        Path fresh = cluster.path().resolve(".data-new");
        FileSystemUtils.deleteRecursively(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(fresh);
        run(cluster, fresh, programs, account, durability);
        Files.move(fresh, cluster.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void checkVersion(ClusterFolder cluster, Path programs) throws IOException {
        String made = Files.readString(cluster.data().resolve("PG_VERSION")).strip();
        String brought = programs.getFileName().toString().replaceAll("^postgresql-|\\..*$", "");
        if (!made.equals(brought)) {
            throw new DatabaseNotStarted(
                    "the database in %s was made by PostgreSQL %s, and this Rollcall brings %s"
                            .formatted(cluster.data(), made, brought),
                    "start the Rollcall that made it, dump it with pg_dump, and load it into a new home");
        }
    }

    private static void run(ClusterFolder cluster, Path fresh, Path programs, Account account, Durability durability)
            throws IOException, InterruptedException {
        Path password = Files.createTempFile("rollcall", null, ClusterFolder.PRIVATE_FILE);
        try {
            Files.writeString(password, cluster.password());
            account.own(password);
            List<String> command = new ArrayList<>(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + Postmaster.WORKING_FOLDER,
                    "--username=" + EmbeddedPostgres.USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            command.addAll(durability.initdbOptions());
            Process process = Postmaster.prepare(account, command, fresh)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw StartFailure.explain(cluster.path(), said);
            }
        } finally {
            Files.delete(password);
        }
    }
}
