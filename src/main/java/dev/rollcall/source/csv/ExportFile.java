package dev.rollcall.source.csv;

import dev.rollcall.person.FileCode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file as it was dropped, packed or not.
///
/// @param originalName the name HR gave it
/// @param maxBytes the most bytes it may unpack to
public record ExportFile(Path path, String originalName, long maxBytes) {
    private static final int BUFFER = 64 * 1024;

    public long size() throws IOException {
        return Files.size(path);
    }

    /// The unpacked bytes; reading them throws [ExportRefused] where the packing is broken or they are too
    /// many.
    InputStream open() throws IOException {
        return unpacked(Files.newInputStream(path));
    }

    /// As [#open()], from a stream of the file's bytes that the caller listens to.
    InputStream unpacked(InputStream bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes, BUFFER);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        if (!packed && originalName.toLowerCase(Locale.ROOT).endsWith(".gz") && Files.size(path) > 0) {
            throw new ExportRefused(FileCode.NOT_CSV, "noGzip");
        }
        return new Bounded(packed ? gzip(in) : in, maxBytes);
    }

    private static InputStream gzip(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (EOFException | ZipException e) {
            throw new ExportRefused(FileCode.TRUNCATED, "gzip");
        }
    }

    /// Lets no more than the given number of bytes through.
    private static final class Bounded extends FilterInputStream {
        private final long max;
        private long read;

        Bounded(InputStream in, long max) {
            super(in);
            this.max = max;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = unpack(target, offset, length);
            read += Math.max(count, 0);
            if (read > max) {
                throw new ExportRefused(FileCode.TOO_LARGE, "", max, size(max));
            }
            return count;
        }

        private static String size(long bytes) {
            long mega = 1024 * 1024;
            return bytes % mega == 0 ? bytes / mega + " MB" : bytes + " bytes";
        }

        private int unpack(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (EOFException | ZipException e) {
                throw new ExportRefused(FileCode.TRUNCATED, "gzip");
            }
        }
    }
}
