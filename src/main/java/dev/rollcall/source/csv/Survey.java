package dev.rollcall.source.csv;

import dev.rollcall.person.FileCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// What the first look over all bytes of an export tells.
///
/// @param bytes of the file as dropped
/// @param sha256 of the same, in hexadecimal
/// @param charset a BOM's, else the pinned one, else UTF-8 where all of it is strictly that, else windows-1252
/// @param bom how many unpacked bytes the BOM takes
public record Survey(long bytes, String sha256, Charset charset, int bom) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int BUFFER = 64 * 1024;

    /// Digest and size of a file that may not be readable as an export at all.
    public record Digest(long bytes, String sha256) {}

    /// Reads the whole file once.
    ///
    /// @throws ExportRefused where it is empty, too large, of another kind, or ends within a character
    public static Survey of(ExportFile file, Optional<String> pinned) throws IOException {
        MessageDigest digest = newDigest();
        Utf8Check utf8 = new Utf8Check();
        byte[] start = new byte[4096];
        int head;
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file.path()), digest);
                InputStream in = file.unpacked(raw)) {
            head = in.readNBytes(start, 0, start.length);
            utf8.see(start, head);
            FileKind.refuseOtherKinds(start, head);
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                utf8.see(buffer, n);
            }
            raw.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (head == 0) {
            throw new ExportRefused(FileCode.EMPTY_FILE, "");
        }
        Bom bom = Bom.of(start, head);
        Charset charset = bom.charset().or(() -> pinned.map(Survey::named)).orElseGet(() -> guessed(utf8));
        return new Survey(file.size(), HexFormat.of().formatHex(digest.digest()), charset, bom.length());
    }

    /// Digest and size alone, for a file that [#of] refused.
    public static Digest measure(ExportFile file) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
            long bytes = raw.transferTo(java.io.OutputStream.nullOutputStream());
            return new Digest(bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static Charset guessed(Utf8Check utf8) {
        if (utf8.isValid()) {
            return StandardCharsets.UTF_8;
        }
        if (utf8.endsWithinCharacter()) {
            throw new ExportRefused(FileCode.TRUNCATED, "character");
        }
        return WINDOWS_1252;
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ExportRefused(FileCode.UNDECODABLE, "unknownCharset", name);
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A byte order mark, if there is one.
    private record Bom(Optional<Charset> charset, int length) {
        static Bom of(byte[] start, int length) {
            String head = new String(start, 0, Math.min(length, 4), StandardCharsets.ISO_8859_1);
            if (head.startsWith("\u00ef\u00bb\u00bf")) {
                return new Bom(Optional.of(StandardCharsets.UTF_8), 3);
            }
            if (head.startsWith("\u00ff\u00fe\0\0")) {
                return new Bom(Optional.of(Charset.forName("UTF-32LE")), 4);
            }
            if (head.startsWith("\u00ff\u00fe")) {
                return new Bom(Optional.of(StandardCharsets.UTF_16LE), 2);
            }
            if (head.startsWith("\u00fe\u00ff")) {
                return new Bom(Optional.of(StandardCharsets.UTF_16BE), 2);
            }
            return new Bom(Optional.empty(), 0);
        }
    }
}
