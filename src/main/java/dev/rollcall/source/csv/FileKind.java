package dev.rollcall.source.csv;

import dev.rollcall.person.FileCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Knows other kinds of file by their first bytes.
final class FileKind {
    private static final List<Mark> MARKS = List.of(
            new Mark("xls", "\u00d0\u00cf\u0011\u00e0"),
            new Mark("pdf", "%PDF"),
            new Mark("binary", "\u0089PNG"),
            new Mark("binary", "\u00ff\u00d8\u00ff"),
            new Mark("binary", "GIF8"),
            new Mark("zip", "7z\u00bc\u00af"),
            new Mark("zip", "Rar!\u001a"),
            new Mark("zip", "PK\u0005\u0006"),
            new Mark("zip", "BZh"),
            new Mark("zip", "\u00fd7zXZ"),
            new Mark("zip", "\u001f\u008b"),
            new Mark("binary", "SQLite format 3\0"),
            new Mark("binary", "\u007fELF"),
            new Mark("rtf", "{\\rtf"));

    private static final Pattern JSON = Pattern.compile("(?:\\{\\s*(?:\"|\\})|\\[\\s*[\\[{])");

    private FileKind() {}

    private record Mark(String variant, String bytes) {}

    /// Refuses what is certainly no CSV.
    ///
    /// @param start the first bytes of the unpacked file
    static void refuseOtherKinds(byte[] start, int length) {
        String head = new String(start, 0, length, StandardCharsets.ISO_8859_1);
        if (head.startsWith("PK\u0003\u0004")) {
            throw new ExportRefused(FileCode.NOT_CSV, packed(head));
        }
        for (Mark mark : MARKS) {
            if (head.startsWith(mark.bytes())) {
                throw new ExportRefused(FileCode.NOT_CSV, mark.variant());
            }
        }
        String text =
                head.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml")) {
            throw new ExportRefused(FileCode.NOT_CSV, "html");
        }
        if (JSON.matcher(text).lookingAt()) {
            throw new ExportRefused(FileCode.NOT_CSV, "json");
        }
    }

    private static String packed(String head) {
        if (head.contains("mimetypeapplication/vnd.oasis")) {
            return "ods";
        }
        boolean office = head.contains("[Content_Types].xml") || head.contains("xl/") || head.contains("docProps/");
        return office ? "xlsx" : "zip";
    }
}
