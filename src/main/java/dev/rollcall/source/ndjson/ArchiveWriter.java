package dev.rollcall.source.ndjson;

import dev.rollcall.source.Whole;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Writes an export while it is pulled: gzip members one after another, which together are one gzip file. It appears
/// under its name only when it is whole.
public final class ArchiveWriter implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final MessageDigest digest;
    private final OutputStream out;

    public ArchiveWriter(Path file) throws IOException {
        this.file = file;
        this.part = file.resolveSibling("." + file.getFileName() + ".part");
        this.digest = sha256();
        Files.createDirectories(part.toAbsolutePath().getParent());
        this.out = new DigestOutputStream(Files.newOutputStream(part), digest);
    }

    /// The fast packing of members: exports are mostly repeated field names.
    public static OutputStream packed(OutputStream target) throws IOException {
        return new GZIPOutputStream(target, 8192) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    /// For members that were packed already.
    public OutputStream members() {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    /// Adds the last line and shows the file.
    public Whole finish(long pages, OptionalLong total, List<String> flaws) throws IOException {
        Trailer trailer = new Trailer(pages, total, flaws);
        var member = new ByteArrayOutputStream();
        try (OutputStream packed = packed(member)) {
            packed.write(trailer.line());
        }
        out.write(member.toByteArray());
        out.close();
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        long bytes = Files.size(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return trailer.whole(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /// What was not finished is gone.
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(part);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
