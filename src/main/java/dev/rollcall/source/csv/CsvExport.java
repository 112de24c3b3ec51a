package dev.rollcall.source.csv;

import dev.rollcall.person.FileCode;
import dev.rollcall.source.CsvShape;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongConsumer;

/// A CSV export that was looked over and can be read row by row, as often as needed.
public final class CsvExport {
    private static final int SAMPLE = 256 * 1024;

    private final ExportFile file;
    private final CsvShape shape;
    private final Survey survey;
    private final Layout layout;

    private CsvExport(ExportFile file, CsvShape shape, Survey survey, Layout layout) {
        this.file = file;
        this.shape = shape;
        this.survey = survey;
        this.layout = layout;
    }

    /// Finds delimiter and header.
    ///
    /// @param known the folded headers that the job names
    /// @throws ExportRefused where that is not possible
    public static CsvExport open(ExportFile file, CsvShape shape, Survey survey, Set<String> known) throws IOException {
        try (CheckedText text = text(file, survey, read -> {})) {
            char[] sample = sample(text);
            Layout layout = new LayoutSearch(new String(sample), sample.length < SAMPLE, shape, known).find();
            return new CsvExport(file, shape, survey, layout);
        }
    }

    public Layout layout() {
        return layout;
    }

    public Survey survey() {
        return survey;
    }

    /// Shows every row.
    ///
    /// @param wanted the columns whose cells are needed
    /// @param heard told how many bytes of the file were read
    public CsvRows.End read(CsvRows.Wanted wanted, LongConsumer heard, CsvRows.Visitor visitor) throws IOException {
        try (CheckedText text = text(file, survey, heard)) {
            skip(text, layout.skippedChars());
            return new CsvRows(text, layout, shape, wanted).forEach(visitor);
        }
    }

    private static CheckedText text(ExportFile file, Survey survey, LongConsumer heard) throws IOException {
        InputStream in = file.unpacked(new Heard(Files.newInputStream(file.path()), heard));
        try {
            in.skipNBytes(survey.bom());
            return new CheckedText(in, survey.charset());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /// The beginning of the text, or all of a short one.
    private static char[] sample(Reader text) throws IOException {
        char[] sample = new char[8192];
        int length = 0;
        while (length < SAMPLE) {
            if (length == sample.length) {
                sample = Arrays.copyOf(sample, Math.min(sample.length * 4, SAMPLE));
            }
            int n = text.read(sample, length, sample.length - length);
            if (n < 0) {
                break;
            }
            length += n;
        }
        return Arrays.copyOf(sample, length);
    }

    private static void skip(Reader text, int chars) throws IOException {
        int left = chars;
        char[] buffer = new char[Math.clamp(chars, 1, 8192)];
        while (left > 0) {
            int n = text.read(buffer, 0, Math.min(left, buffer.length));
            if (n < 0) {
                throw new ExportRefused(FileCode.TRUNCATED, "character");
            }
            left -= n;
        }
    }

    /// Tells how far the file was read.
    private static final class Heard extends FilterInputStream {
        private final LongConsumer heard;
        private long read;

        Heard(InputStream in, LongConsumer heard) {
            super(in);
            this.heard = heard;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = in.read(target, offset, length);
            read += Math.max(n, 0);
            heard.accept(read);
            return n;
        }
    }
}
