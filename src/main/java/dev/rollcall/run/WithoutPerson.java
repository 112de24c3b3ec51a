package dev.rollcall.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rewrites files without the records of one person; every other byte stays. Text is taken byte for byte, so that the
/// charset does not matter where it has ASCII's letters.
///
/// @param headers trimmed and in small letters (or JSON Pointers), under which an employee ID stands; where a file has
///     none of them, a record is the person's that has the ID in any cell
record WithoutPerson(String employeeId, Set<String> headers) {
    private static final String DELIMITERS = ",;\t|";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TABLE_ROW = Pattern.compile("<tr.*?</tr>", Pattern.DOTALL);
    private static final String MARK = new String(new char[] {0xEF, 0xBB, 0xBF});

    /// Where the employee ID stands in a file.
    private record Place(char delimiter, List<Integer> cells) {}

    /// @return whether there was anything of the person
    boolean rewrite(Path file) {
        String name = file.getFileName().toString();
        Path unfinished = file.resolveSibling("." + name + ".tmp");
        try {
            boolean found = name.endsWith(".html")
                    ? withoutRows(file, unfinished)
                    : !name.endsWith(".json") && withoutRecords(file, unfinished);
            if (found) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(unfinished);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be rewritten without the person; erase again", e);
        }
    }

    private boolean withoutRows(Path file, Path to) throws IOException {
        String html = Files.readString(file);
        Matcher rows = TABLE_ROW.matcher(html);
        var kept = new StringBuilder(html.length());
        boolean found = false;
        while (rows.find()) {
            boolean theirs = rows.group().contains(">" + employeeId + "<");
            found |= theirs;
            rows.appendReplacement(kept, theirs ? "" : Matcher.quoteReplacement(rows.group()));
        }
        rows.appendTail(kept);
        Files.writeString(to, kept);
        return found;
    }

    private boolean withoutRecords(Path file, Path to) throws IOException {
        boolean packed = file.toString().endsWith(".gz");
        boolean pulled = file.toString().endsWith(".ndjson.gz");
        boolean found = false;
        try (Reader in = reader(file, packed);
                Writer out = writer(to, packed)) {
            Place place = null;
            for (String record = record(in, pulled); !record.isEmpty(); record = record(in, pulled)) {
                place = place == null && !pulled ? header(record) : place;
                boolean theirs = record.contains(employeeId)
                        && (pulled ? isTheirs(JSON.readTree(record)) : isTheirs(record, place));
                found |= theirs;
                if (!theirs) {
                    out.write(record);
                }
            }
        }
        return found;
    }

    private static Reader reader(Path file, boolean packed) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(
                new InputStreamReader(packed ? new GZIPInputStream(in) : in, StandardCharsets.ISO_8859_1));
    }

    private static Writer writer(Path file, boolean packed) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new java.io.BufferedWriter(
                new OutputStreamWriter(packed ? new GZIPOutputStream(out) : out, StandardCharsets.ISO_8859_1));
    }

    /// The next record with its line end; empty at the end of the file.
    private static String record(Reader in, boolean pulled) throws IOException {
        var record = new StringBuilder();
        boolean quoted = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            record.append((char) c);
            quoted ^= c == '"' && !pulled;
            if (c == '\n' && !quoted) {
                break;
            }
        }
        return record.toString();
    }

    private @org.jspecify.annotations.Nullable Place header(String record) {
        for (int d = 0; d < DELIMITERS.length(); d++) {
            char delimiter = DELIMITERS.charAt(d);
            List<String> cells = cells(record, delimiter);
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                if (headers.contains(cells.get(i).toLowerCase(Locale.ROOT))) {
                    places.add(i);
                }
            }
            if (!places.isEmpty()) {
                return new Place(delimiter, places);
            }
        }
        return null;
    }

    private boolean isTheirs(String record, @org.jspecify.annotations.Nullable Place place) {
        if (place != null) {
            List<String> cells = cells(record, place.delimiter());
            return place.cells().stream()
                    .anyMatch(i -> i < cells.size() && cells.get(i).equals(employeeId));
        }
        return DELIMITERS
                .chars()
                .anyMatch(delimiter -> cells(record, (char) delimiter).contains(employeeId));
    }

    /// A record of a pulled export: the ID stands where a pointer says, or, where none points into it, anywhere.
    private boolean isTheirs(JsonNode record) {
        List<JsonNode> ids = headers.stream()
                .filter(header -> header.startsWith("/"))
                .map(record::at)
                .filter(id -> !id.isMissingNode())
                .toList();
        return ids.isEmpty()
                ? record.values().stream().anyMatch(value -> value.isValueNode() ? isId(value) : isTheirs(value))
                : ids.stream().anyMatch(this::isId);
    }

    private boolean isId(JsonNode value) {
        return value.asString("").strip().equals(employeeId);
    }

    /// Cells without quotes, white space around them, and the sign that keeps a spreadsheet from reading a formula.
    private static List<String> cells(String record, char delimiter) {
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        String text = record.startsWith(MARK) ? record.substring(MARK.length()) : record;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == delimiter && !quoted) {
                cells.add(plain(cell));
                cell.setLength(0);
            } else if (c != '"') {
                cell.append(c);
            }
        }
        cells.add(plain(cell));
        return cells;
    }

    private static String plain(CharSequence cell) {
        String text = cell.toString().strip();
        return text.startsWith("'") ? text.substring(1) : text;
    }
}
