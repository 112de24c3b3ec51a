package dev.rollcall.source.http;

import dev.rollcall.source.ndjson.ArchiveWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A page's records while they wait for their turn. Packed, as the archive takes them, they are in memory up to 512 KB,
/// the rest in a file; as they are, for staging, they are kept beside it up to 1 MB, so that they need not be unpacked.
final class Spool extends OutputStream {
    private static final int PACKED_IN_MEMORY = 512 * 1024;
    private static final int PLAIN_IN_MEMORY = 1024 * 1024;

    private final Path file;
    private final Memory start = new Memory(16 * 1024);
    private final OutputStream packing;
    private @Nullable Memory plain = new Memory(64 * 1024);
    private @Nullable OutputStream rest;

    /// @param file for what is more than fits into memory
    Spool(Path file) throws IOException {
        this.file = file;
        this.packing = ArchiveWriter.packed(new Packed());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        packing.write(bytes, offset, length);
        Memory kept = plain;
        if (kept != null && kept.size() + length <= PLAIN_IN_MEMORY) {
            kept.write(bytes, offset, length);
        } else {
            plain = null;
        }
    }

    /// For records whose cells are known already.
    void packsOnly() {
        plain = null;
    }

    /// What was written, packed.
    InputStream packed() throws IOException {
        InputStream memory = start.read();
        return rest == null ? memory : new SequenceInputStream(memory, Files.newInputStream(file));
    }

    /// What was written.
    InputStream lines() throws IOException {
        Memory kept = plain;
        return kept == null ? new GZIPInputStream(packed(), 64 * 1024) : kept.read();
    }

    @Override
    public void close() throws IOException {
        packing.close();
    }

    void drop() {
        try {
            close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Packed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            OutputStream open = rest;
            if (open == null && start.size() + length > PACKED_IN_MEMORY) {
                open = Files.newOutputStream(file);
                rest = open;
            }
            (open == null ? start : open).write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (rest != null) {
                rest.close();
            }
        }
    }

    /// Bytes that are read without being copied.
    private static final class Memory extends ByteArrayOutputStream {
        Memory(int size) {
            super(size);
        }

        InputStream read() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
