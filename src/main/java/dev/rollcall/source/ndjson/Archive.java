package dev.rollcall.source.ndjson;

import dev.rollcall.person.FileCode;
import dev.rollcall.source.Cells;
import dev.rollcall.source.Records;
import dev.rollcall.source.Whole;
import dev.rollcall.source.csv.ExportRefused;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// An export that was pulled before, read again.
public final class Archive implements Records {
    private final Path file;
    private @Nullable Whole whole;

    public Archive(Path file) {
        this.file = file;
    }

    /// @throws ExportRefused where the archive was cut
    @Override
    public void forEachPart(Part part) throws IOException {
        Trailer trailer;
        try (InputStream lines = unpacked()) {
            part.see(lines);
            trailer = trailer();
        } catch (EOFException | ZipException e) {
            throw new ExportRefused(FileCode.TRUNCATED, "archive");
        }
        whole = trailer.whole(Files.size(file), HexFormat.of().formatHex(digested()));
    }

    private Trailer trailer() throws IOException {
        RecordRows rows = new RecordRows(new Cells(java.util.List.of()), row -> {});
        try (InputStream lines = unpacked()) {
            rows.see(lines);
        }
        return rows.trailer().orElseThrow(() -> new ExportRefused(FileCode.TRUNCATED, "archive"));
    }

    private InputStream unpacked() throws IOException {
        return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 64 * 1024);
    }

    private byte[] digested() throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file), digest)) {
            raw.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    @Override
    public Whole whole() {
        Whole known = whole;
        if (known == null) {
            throw new IllegalStateException("the archive was not read");
        }
        return known;
    }
}
