package dev.rollcall.stage;

import dev.rollcall.source.CsvShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// A file of any bytes, and how a job may pin it. The same seed makes the same one.
final class AnyBytes {
    /// One in so many is up to a few megabytes large.
    private static final int LARGE = 4_000;

    private static final String[] PIECES = {
        "NIK",
        "Nama",
        "Email",
        "No HP",
        "_line",
        "_code",
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
        "PK\u0003\u0004",
        "aktif",
        "Budi <budi@x.id>",
        "(021) 555 / 0812",
        "\u00a0",
        "9999999999999999",
        "\u2028",
        "\ud800",
    };
    private static final String[] TAME = {
        "NIK",
        "_line",
        ",",
        ",",
        ";",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        "'",
        "E1",
        "0812-3456-7890",
        "budi@x.id",
        "é",
        "\u200B",
        "6.28E+12",
        "E2,Siti\n",
        "E3;Eko\n",
        "=1+1",
        "\u0301",
        " ",
        "TOTAL;3",
        "#REF!",
        "aktif",
        "0812 / 0813",
        "00123,Dewi,dewi@x.id,+62 812 3456 7890\n",
        "Budi <budi@x.id>",
        "\u00a0",
        "9999999999999999",
        "\"a\nb\"",
    };
    private static final String[] ENCODINGS = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE"};
    private static final List<CsvShape> SHAPES = List.of(
            CsvShape.AUTO,
            CsvShape.AUTO,
            CsvShape.AUTO,
            CsvShape.AUTO,
            CsvShape.AUTO,
            CsvShape.AUTO,
            shape("UTF-8", null, true, List.of(), List.of()),
            shape("UTF-16LE", ';', true, List.of(), List.of()),
            shape("windows-1252", '^', true, List.of("^E1"), List.of("^TOTAL", "\"")),
            shape(null, null, false, List.of("NIK"), List.of()),
            shape(null, ',', false, List.of(), List.of("^E2")));

    private final byte[] bytes;
    private final String name;
    private final CsvShape shape;
    private final boolean correction;

    private AnyBytes(byte[] bytes, String name, CsvShape shape, boolean correction) {
        this.bytes = bytes;
        this.name = name;
        this.shape = shape;
        this.correction = correction;
    }

    byte[] bytes() {
        return bytes;
    }

    /// How a job would have it read.
    StageOrder order(Path file) {
        StageOrder order = Orders.of(1, file, name, shape);
        return correction ? order.asCorrection() : order;
    }

    static AnyBytes of(long seed) {
        Random random = new Random(seed);
        byte[] bytes = random.nextInt(LARGE) == 0 ? large(random) : small(random);
        boolean packed = random.nextInt(20) == 0;
        byte[] file = broken(packed ? gzip(bytes) : bytes, random);
        String name = packed || random.nextInt(100) == 0 ? "november.csv.gz" : "november.csv";
        return new AnyBytes(file, name, SHAPES.get(random.nextInt(SHAPES.size())), random.nextInt(10) == 0);
    }

    private static CsvShape shape(
            @org.jspecify.annotations.Nullable String charset,
            @org.jspecify.annotations.Nullable Character delimiter,
            boolean header,
            List<String> skip,
            List<String> footer) {
        return new CsvShape(
                Optional.ofNullable(charset),
                Optional.ofNullable(delimiter),
                header,
                skip.stream().map(Pattern::compile).toList(),
                footer.stream().map(Pattern::compile).toList(),
                8 << 20);
    }

    private static byte[] small(Random random) {
        if (random.nextInt(8) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        boolean tame = random.nextInt(4) > 0;
        String[] pieces = tame ? TAME : PIECES;
        StringBuilder text = new StringBuilder();
        if (random.nextInt(6) > 0) {
            text.append("NIK,Nama,Email,No HP\n");
        }
        for (int more = random.nextInt(50); more > 0; more--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return tame ? text.toString().getBytes(StandardCharsets.UTF_8) : encoded(text.toString(), random);
    }

    /// What a parser might hold in memory: a huge cell, a huge row, one piece again and again, a bomb.
    private static byte[] large(Random random) {
        int size = 1 << (15 + random.nextInt(7));
        String text = switch (random.nextInt(5)) {
            case 0 -> "NIK,Nama\nE1,\"" + "x\n".repeat(size / 2);
            case 1 -> "NIK,Nama\nE1" + ",".repeat(size);
            case 2 -> "NIK;Nama".repeat(size / 8) + "\nE1;Budi\n";
            case 3 -> "NIK,Nama\n" + (piece(random) + piece(random) + piece(random) + "\n").repeat(size / 16);
            default -> "";
        };
        return text.isEmpty() ? gzip(new byte[16 << 20]) : encoded(text, random);
    }

    private static String piece(Random random) {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private static byte[] encoded(String text, Random random) {
        return text.getBytes(Charset.forName(ENCODINGS[random.nextInt(ENCODINGS.length)]));
    }

    /// Some bytes are others, some are missing at the end.
    private static byte[] broken(byte[] whole, Random random) {
        byte[] bytes = random.nextInt(12) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length + 1)) : whole;
        for (int flips = random.nextInt(16) - 12; flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public String toString() {
        int shown = Math.min(bytes.length, 400);
        return name + " " + shape + " correction=" + correction + " "
                + new String(bytes, 0, shown, StandardCharsets.ISO_8859_1);
    }
}
