package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever is dropped into an inbox ends in the archive or beside the reason why it was refused, or stays.
class DroppedFilesTest extends IntakeApplication {
    private static final byte[] EXPORT = "NIK,Nama,Email\nE1,Budi,budi@contoh.id\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void takesFilesOfAnyNameAndKeepsThemUnderIt() throws IOException {
        List<String> names = List.of(
                "laporan november.csv",
                "daftar \"baru\" 'HR'.csv",
                "員工 😀 محمد.csv",
                "x..%2f..%2fetc.csv",
                "a;b&c$(touch x)|d.csv",
                "c..\\..\\windows.csv",
                "LAPORAN.CSV",
                "karyawan.tsv",
                "x".repeat(200) + ".csv");
        for (String name : names) {
            drop("names", name, EXPORT);
        }
        for (String name : names) {
            Run run = ended("names", 0, name);
            assertThat(run.state()).as(name).isEqualTo(RunState.COMPLETED);
            Path kept = home.at(run.place().orElseThrow());
            assertThat(kept).as(name).hasParent(home.archive("names")).hasBinaryContent(EXPORT);
            assertThat(kept.getFileName().toString())
                    .startsWith(run.id() + "-")
                    .endsWith(name.substring(name.length() - 4));
        }
        assertThat(home.archive("names").resolve(ended("names", 0, names.get(2)).id() + "-" + names.get(2)))
                .exists();
        assertThat(inbox("names")).containsExactly(".claimed");
    }

    @Test
    void leavesAloneWhatIsNoCompleteExport() throws IOException {
        Path inbox = Files.createDirectories(home.inbox("files"));
        Path elsewhere = Files.write(home.root().resolve("elsewhere.csv"), EXPORT);
        Files.createSymbolicLink(inbox.resolve("link.csv"), elsewhere);
        Files.createSymbolicLink(inbox.resolve("nowhere.csv"), inbox.resolve("missing"));
        Files.createDirectories(inbox.resolve("folder.csv"));
        List<String> unfinished =
                List.of(".hidden.csv", "~$open.csv", "a.csv.tmp", "b.csv.part", "c.filepart", "d.csv.crdownload");
        for (String name : unfinished) {
            Files.write(inbox.resolve(name), EXPORT);
        }
        drop("files", "whole.csv", EXPORT);

        Run run = ended("files", 0, "whole.csv");

        assertThat(all("files").stream()
                        .filter(r -> r.id() <= run.id())
                        .map(r -> r.export().orElseThrow().name()))
                .doesNotContainAnyElementsOf(unfinished)
                .doesNotContain("link.csv", "folder.csv");
        assertThat(inbox("files")).containsAll(unfinished).contains("link.csv", "nowhere.csv", "folder.csv");
        assertThat(elsewhere).hasBinaryContent(EXPORT);
    }

    @Test
    void takesTheSameNameAgainAsAnExportOfItsOwn() throws IOException {
        drop("files", "same.csv", EXPORT);
        Run first = ended("files", 0, "same.csv");
        drop("files", "same.csv", "NIK,Nama,Email\nE1,Budi Santoso,budi@contoh.id\n".getBytes(StandardCharsets.UTF_8));
        Run second = ended("files", first.id(), "same.csv");

        assertThat(home.archive("files").resolve(first.id() + "-same.csv")).hasBinaryContent(EXPORT);
        assertThat(home.archive("files").resolve(second.id() + "-same.csv"))
                .content()
                .contains("Budi Santoso");
        assertThat(tenant("files").user("E1").orElseThrow().path("name").asString())
                .isEqualTo("Budi Santoso");
    }

    @Test
    void takesAFileThatAnotherProgramHoldsLocked() throws IOException {
        Path file = drop("files", "locked.csv", EXPORT);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(ended("files", 0, "locked.csv").state()).isEqualTo(RunState.COMPLETED);
            assertThat(lock.isValid()).isTrue();
        }
    }

    @Test
    void readsPackedFiles() throws IOException {
        drop("files", "november.csv.gz", gzip(EXPORT));

        assertThat(ended("files", 0, "november.csv.gz").state()).isEqualTo(RunState.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({
        "empty.csv, EMPTY_FILE, Berkas ini kosong",
        "bomb.csv.gz, TOO_LARGE, lebih besar dari 1 MB",
        "cut.csv.gz, TRUNCATED, rusak atau terpotong",
        "quote.csv, TRUNCATED, tidak pernah ditutup",
        "workbook.csv, NOT_CSV, CSV UTF-8 (Comma delimited)",
        "scan.csv, NOT_CSV, dokumen PDF",
        "key.csv, MISSING_COLUMN, Tidak ada kolom nomor karyawan"
    })
    void refusesWhatIsNoExportAndSaysWhyBesideIt(String name, String code, String words) throws IOException {
        byte[] bytes = unusable(name);
        drop("files", name, bytes);

        Run run = ended("files", 0, name);

        assertThat(run.state()).isEqualTo(RunState.REFUSED);
        assertThat(run.reason()).contains(code);
        Path refused = home.refused("files").resolve(run.id() + "-" + name);
        assertThat(refused).hasBinaryContent(bytes);
        assertThat(refused.resolveSibling(refused.getFileName() + ".reason.txt"))
                .content()
                .startsWith(code)
                .contains(words);
    }

    private static byte[] unusable(String name) throws IOException {
        return switch (name) {
            case "empty.csv" -> new byte[0];
            case "bomb.csv.gz" -> gzip(new byte[64 << 20]);
            case "cut.csv.gz" -> java.util.Arrays.copyOf(gzip(EXPORT), 30);
            case "quote.csv" -> "NIK,Nama\nE1,\"Budi\nE2,Siti\n".getBytes(StandardCharsets.UTF_8);
            case "workbook.csv" -> "PK\u0003\u0004....[Content_Types].xml".getBytes(StandardCharsets.ISO_8859_1);
            case "scan.csv" -> "%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1);
            case "key.csv" -> "No,Nama\n1,Budi\n".getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Set<String> inbox(String job) throws IOException {
        try (var files = Files.list(home.inbox(job))) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
