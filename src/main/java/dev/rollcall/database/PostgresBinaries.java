package dev.rollcall.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs that travel inside the jar, and their unpacked form: a folder per version, made once.
final class PostgresBinaries {
    private static final Pattern JAR_VERSION = Pattern.compile("-([0-9][0-9.]*)\\.jar!");

    private PostgresBinaries() {}

    /// Unpacks the programs into a folder under `parent`, unless they are there, and returns it.
    static Path unpackedUnder(Path parent) throws IOException {
        URL archive = archive();
        Path folder = parent.resolve("postgresql-" + version(archive));
        if (!Files.isDirectory(folder)) {
            unpack(archive, folder);
        }
        return folder;
    }

    private static URL archive() {
        String machine = switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        String name = "/postgres-%s-%s.txz".formatted(system(), machine);
        @Nullable URL found = PostgresBinaries.class.getResource(name);
        if (found == null) {
            throw new DatabaseNotStarted(
                    "no embedded PostgreSQL for this system (%s %s)"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                    "set ROLLCALL_DB_URL, ROLLCALL_DB_USER and ROLLCALL_DB_PASSWORD to a PostgreSQL server");
        }
        return found;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    /// Taken from the name of the jar that holds the archive.
    private static String version(URL archive) {
        Matcher jar = JAR_VERSION.matcher(archive.toString());
        return jar.find() ? jar.group(1) : "bundled";
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        Path fresh = Files.createTempDirectory(folder.getParent(), ".unpacking-");
        try (InputStream in = archive.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, fresh);
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            FileSystemUtils.deleteRecursively(fresh); // somebody else was faster
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(fresh);
            throw e;
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an archive entry leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /// Removes the programs of other versions, and unpackings that were cut off, from a folder nobody else
    /// uses.
    static void keepOnly(Path folder) throws IOException {
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            for (Path sibling : siblings.toList()) {
                String name = sibling.getFileName().toString();
                boolean programs = name.startsWith("postgresql-") || name.startsWith(".unpacking-");
                if (programs && !sibling.equals(folder)) {
                    FileSystemUtils.deleteRecursively(sibling);
                }
            }
        }
    }
}
