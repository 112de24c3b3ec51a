package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.source.CsvShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any bytes at all end in rows, rejects or a file code.
class AnyBytesTest {
    private static final String[] PIECES = {
        "NIK",
        "Nama",
        "Email",
        "No HP",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        "'",
        "E1",
        "0812-3456-7890",
        "budi@x.id",
        "é",
        "Ã©",
        "\uFEFF",
        "\u200B",
        "sep=;",
        "6.28E+12",
        "\u0000",
        "\u001a",
        "€",
        "NIK,Nama\n",
        "E2,Siti\n",
        "=1+1",
        "😀",
        "\u0301",
        " ",
        "TOTAL;3",
        "#REF!",
        "<html>",
        "{\"a\":1}",
        "%PDF",
        "PK\u0003\u0004"
    };

    @TempDir
    Path folder;

    @Test
    void endInRowsRejectsOrAFileCode() throws IOException {
        run(10_000, 1);
    }

    @Test
    @Tag("slow")
    void endInRowsRejectsOrAFileCodeManyTimes() throws IOException {
        run(10_000_000, 2);
    }

    private void run(int inputs, long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("export");
        for (int i = 0; i < inputs; i++) {
            Files.write(file, bytes(random));
            CountingStore store = new CountingStore();
            String name = random.nextInt(50) == 0 ? "x.csv.gz" : "x.csv";
            StageOutcome outcome = new CsvStaging(store).stage(Orders.of(1, file, name, CsvShape.AUTO));
            if (outcome instanceof StageOutcome.Staged staged) {
                assertThat(staged.read()).as("input %s", i).isEqualTo(store.accepted.size() + store.rejected);
            }
        }
    }

    private static byte[] bytes(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(3) > 0) {
            text.append("NIK,Nama,Email,No HP\n");
        }
        int pieces = random.nextInt(60);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        byte[] bytes = text.toString()
                .getBytes(
                        switch (random.nextInt(4)) {
                            case 0 -> StandardCharsets.ISO_8859_1;
                            case 1 -> StandardCharsets.UTF_16;
                            default -> StandardCharsets.UTF_8;
                        });
        for (int flips = random.nextInt(8) - 5; flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
