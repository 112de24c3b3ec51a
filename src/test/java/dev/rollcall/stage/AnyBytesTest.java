package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.stage.jdbc.Stages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Any bytes at all end in rows, rejects or a file code: never in an exception, a hang, or more than 64 MB.
class AnyBytesTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path folder;

    @Test
    void endInRowsRejectsOrAFileCode() throws Exception {
        attack(1, 10_000);
    }

    @Test
    @Tag("slow")
    void endInRowsRejectsOrAFileCodeManyTimes() throws Exception {
        attack(1_000_000_000, 10_000_000);
    }

    @Test
    void goIntoTheTablesOrAreRefused() throws IOException {
        Staging staging = new CsvStaging(Stages.on(database.dataSource()));
        Path file = folder.resolve("export");
        int read = 0;
        for (long seed = 0; seed < 300; seed++) {
            AnyBytes input = AnyBytes.of(seed);
            Files.write(file, input.bytes());
            if (staging.stage(input.order(file)) instanceof StageOutcome.Staged staged) {
                assertThat(count("staged_row") + staged.repeated())
                        .as("seed %s", seed)
                        .isEqualTo(staged.accepted());
                assertThat(count("rejected_row")).as("seed %s", seed).isEqualTo(staged.rejected());
                read++;
            }
        }
        assertThat(read).isGreaterThan(50);
    }

    private static long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table + " where run_id = 1")
                .query(Long.class)
                .single();
    }

    private void attack(long first, long count) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process machine = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnyBytesAttack.class.getName(),
                        Long.toString(first),
                        Long.toString(count),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File(said.toString()))
                .start();
        assertThat(machine.waitFor()).as(() -> text(said)).isZero();
        assertThat(text(said)).contains(count + " inputs, most memory ");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
