package dev.rollcall.trigger;

import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.StartOrder.Upload;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Receives an export from the body of a call (raw, or as the part `file` of a form), within bounds, without
/// holding it in memory. An empty body is empty whatever its content type.
@Component
class Uploads {
    private static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;

    private final HomeFolder home;

    Uploads(HomeFolder home) {
        this.home = home;
    }

    Optional<Upload> receive(String job, @Nullable String name, HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        String type = request.getContentType();
        if (type != null
                && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/")
                && request.getContentLengthLong() != 0) {
            return part(job, name, request);
        }
        return store(job, name == null ? "export.csv" : name, request.getInputStream());
    }

    private Optional<Upload> part(String job, @Nullable String name, HttpServletRequest request) throws IOException {
        Part part;
        try {
            part = request.getPart("file");
        } catch (ServletException | IllegalStateException e) {
            throw Problem.invalid("INVALID_BODY", "the multipart body cannot be read: expected one part named file");
        }
        if (part == null) {
            throw Problem.invalid("INVALID_BODY", "the multipart body has no part named file; put the export there");
        }
        String given = name != null ? name : part.getSubmittedFileName();
        try (InputStream bytes = part.getInputStream()) {
            return store(job, given == null || given.isBlank() ? "export.csv" : given, bytes);
        }
    }

    private Optional<Upload> store(String job, String name, InputStream bytes) throws IOException {
        Path folder = home.claimed(job);
        Files.createDirectories(folder);
        Path file = folder.resolve(".received-" + UUID.randomUUID());
        boolean kept = false;
        try {
            MessageDigest digest = sha256();
            long size = copy(bytes, file, digest);
            kept = size > 0;
            return kept
                    ? Optional.of(new Upload(file, name, HexFormat.of().formatHex(digest.digest())))
                    : Optional.empty();
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long copy(InputStream bytes, Path file, MessageDigest digest) throws IOException {
        long size = 0;
        byte[] buffer = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > MOST_BYTES) {
                    throw tooLarge();
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return size;
    }

    private static Problem tooLarge() {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "BODY_TOO_LARGE",
                "the body has more than " + MOST_BYTES + " bytes; drop the file into the inbox instead");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
