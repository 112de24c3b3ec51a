package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a file in the inbox is complete, by a clock that is ticked.
class InboxFolderTest {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @TempDir
    Path root;

    private Instant now = Instant.parse("2026-11-30T01:00:00Z");
    private HomeFolder home = new HomeFolder(Path.of("."));
    private InboxFolder inbox = new InboxFolder(home, () -> now);

    @BeforeEach
    void anEmptyInbox() {
        home = new HomeFolder(root);
        inbox = new InboxFolder(home, () -> now);
        inbox.make("acme");
    }

    @Test
    void takesAFileWhenItHasStoodStillForTheSettleTime() throws IOException {
        write("november.csv", "NIK,Nama\n");

        assertThat(look()).isEmpty();
        tick(1);
        assertThat(look()).isEmpty();
        tick(1);
        assertThat(look()).containsExactly("november.csv");
    }

    /// Between them a look may be cut by the settle time: the newer one would be taken before the older one.
    @Test
    void filesThatAreSeenTogetherSettleTogether() throws IOException {
        for (int i = 0; i < 5; i++) {
            write("f" + i + ".csv", "NIK,Nama\n");
        }
        for (int late = -10; late <= 10; late++) {
            Instant begun = now;
            inbox = new InboxFolder(home, () -> now = now.plusMillis(1)); // time goes on while it looks
            assertThat(look()).isEmpty();
            now = begun.plus(SETTLE).plusMillis(late);
            assertThat(look().size()).as("%d ms late", late).isIn(0, 5);
        }
    }

    @Test
    void waitsForAFileThatIsCopiedSlowly() throws IOException {
        write("november.csv", "NIK,Nama\n");
        for (int line = 0; line < 10; line++) {
            look();
            tick(1);
            write("november.csv", "E" + line + ",Budi\n");
            assertThat(look()).as("line %s", line).isEmpty();
        }
        tick(2);
        assertThat(look()).containsExactly("november.csv");
    }

    @Test
    void waitsForAFileThatIsWrittenOverWithTheSameSize() throws IOException {
        Path file = write("november.csv", "NIK,Nama\nE1,Budi\n");
        look();
        tick(1);
        Files.writeString(file, "NIK,Nama\nE1,Siti\n");
        Files.setLastModifiedTime(file, FileTime.from(now));
        look();
        tick(1);
        assertThat(look()).isEmpty();
        tick(1);
        assertThat(look()).containsExactly("november.csv");
    }

    @Test
    void beginsAnewWithAFileThatIsRenamedWhileItIsWritten() throws IOException {
        Path file = write("november.csv", "NIK,Nama\n");
        look();
        tick(2);
        Files.move(file, file.resolveSibling("november-final.csv"));
        write("november-final.csv", "E1,Budi\n");

        assertThat(look()).isEmpty();
        tick(2);
        assertThat(look()).containsExactly("november-final.csv");
    }

    @Test
    void takesTheOldestFirstAndLetsManySettleSideBySide() throws IOException {
        for (int i = 0; i < 300; i++) {
            Path file = write("export-%03d.csv".formatted(i), "NIK,Nama\nE1,Budi\n");
            Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(i)));
        }
        assertThat(inbox.look("acme", SETTLE).settling()).isEqualTo(300);
        tick(2);
        List<String> complete = look();
        assertThat(complete).hasSize(300).startsWith("export-299.csv").endsWith("export-000.csv");
    }

    @Test
    void aFileThatComesAgainHasToSettleAgain() throws IOException {
        Path file = write("november.csv", "NIK,Nama\n");
        look();
        tick(2);
        assertThat(look()).containsExactly("november.csv");
        Files.delete(file);
        assertThat(look()).isEmpty();
        write("november.csv", "NIK,Nama\n");
        assertThat(look()).isEmpty();
    }

    private List<String> look() {
        return inbox.look("acme", SETTLE).complete().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private void tick(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(
                home.inbox("acme").resolve(name),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
