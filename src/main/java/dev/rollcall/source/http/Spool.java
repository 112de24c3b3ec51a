package dev.rollcall.source.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A page's packed records while they wait for their turn: in memory up to 512 KB, the rest in a file.
final class Spool extends OutputStream {
    private static final int IN_MEMORY = 512 * 1024;

    private final Path file;
    private final ByteArrayOutputStream start = new ByteArrayOutputStream(16 * 1024);
    private @Nullable OutputStream rest;

    /// @param file for what is more than fits into memory
    Spool(Path file) {
        this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        OutputStream open = rest;
        if (open == null && start.size() + length > IN_MEMORY) {
            open = Files.newOutputStream(file);
            rest = open;
        }
        (open == null ? start : open).write(bytes, offset, length);
    }

    InputStream read() throws IOException {
        InputStream memory = new ByteArrayInputStream(start.toByteArray());
        return rest == null ? memory : new SequenceInputStream(memory, Files.newInputStream(file));
    }

    @Override
    public void close() throws IOException {
        if (rest != null) {
            rest.close();
        }
    }

    void drop() {
        try {
            close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
