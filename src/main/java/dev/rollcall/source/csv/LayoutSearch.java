package dev.rollcall.source.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.rollcall.person.FileCode;
import dev.rollcall.person.RowCode;
import dev.rollcall.source.CsvShape;
import dev.rollcall.source.csv.Layout.Opening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds delimiter and header in the beginning of a text. The delimiter is the one under which the most of the
/// job's headers are found within the first 20 records, else the one that cuts the first 100 records most evenly.
final class LayoutSearch {
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int RECORDS = 100;
    private static final int OPENING = 20;
    private static final int LONGEST_OPENING = 16_384;
    private static final Pattern SEP =
            Pattern.compile("\\s*\"?sep=([^\"\r\n\\p{Alnum}])\"?\\s*", Pattern.CASE_INSENSITIVE);

    private static final String CODE =
            Arrays.stream(RowCode.values()).map(Enum::name).collect(Collectors.joining("|", "(?:", ")"));
    private static final Pattern CODES = Pattern.compile(CODE + "(?:; " + CODE + ")*");
    private static final Pattern LINE = Pattern.compile("[0-9]{1,12}");
    /// What stands between the first two columns that a correction file adds stands between all of its cells.
    private static final String BETWEEN = "\"?([^\" \r\n\\p{Alnum}_])\"?";
    private static final Pattern ADDED_HEADERS = Pattern.compile("_line" + BETWEEN + "_code");
    private static final Pattern ADDED_CELLS = Pattern.compile("[0-9]" + BETWEEN + CODE);

    private final String sample;
    private final boolean all;
    private final CsvShape shape;
    private final Set<String> known;
    private int position;
    private long line = 1;
    private Optional<Character> said = Optional.empty();

    /// @param all whether the sample is the whole text
    /// @param known the folded headers that the job names
    LayoutSearch(String sample, boolean all, CsvShape shape, Set<String> known) {
        this.sample = sample;
        this.all = all;
        this.shape = shape;
        this.known = known;
    }

    Layout find() {
        skipLinesAbove();
        if (position >= sample.length()) {
            throw new ExportRefused(sample.isBlank() ? FileCode.EMPTY_FILE : FileCode.NO_ROWS, "");
        }
        char delimiter = shape.delimiter().or(() -> said).orElseGet(this::likeliest);
        List<Opening> opening = records(delimiter, OPENING);
        if (opening.isEmpty()) {
            throw new ExportRefused(FileCode.TRUNCATED, "quote", line);
        }
        List<String> header =
                shape.header() ? withoutEmptyEnd(opening.getFirst().cells()) : List.of();
        return new Layout(
                delimiter, header, opening, position, line, shape.header(), shape.header() ? -1 : addedAt(opening));
    }

    private void skipLinesAbove() {
        boolean first = true;
        while (position < sample.length()) {
            int end = lineEnd(position);
            String text = sample.substring(position, end);
            Matcher sep = SEP.matcher(text);
            if (first && !text.isBlank() && sep.matches()) {
                said = Optional.of(sep.group(1).charAt(0));
            } else if (!text.isBlank()
                    && shape.skip().stream().noneMatch(p -> p.matcher(text).find())) {
                return;
            }
            first &= text.isBlank();
            position = afterLineEnd(end);
            line++;
        }
        if (!all) {
            throw new ExportRefused(FileCode.NOT_CSV, "noHeader");
        }
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < sample.length() && sample.charAt(end) != '\n' && sample.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private int afterLineEnd(int end) {
        return sample.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, sample.length());
    }

    /// A correction file without a header is known by a line's number with codes after it.
    private static int addedAt(List<Opening> opening) {
        for (Opening record : opening) {
            List<String> cells = record.cells();
            int last = cells.size() - Layout.ADDED.size();
            Optional<Integer> at = IntStream.rangeClosed(0, last)
                    .boxed()
                    .filter(i -> LINE.matcher(cells.get(i)).matches())
                    .filter(i -> CODES.matcher(cells.get(i + 1)).matches())
                    .findFirst();
            if (at.isPresent()) {
                return at.get();
            }
        }
        return -1;
    }

    private char likeliest() {
        Matcher added = (shape.header() ? ADDED_HEADERS : ADDED_CELLS).matcher(sample);
        if (added.find(position) && added.start() < position + LONGEST_OPENING) {
            return added.group(1).charAt(0);
        }
        char best = CANDIDATES[0];
        double highest = 0;
        for (char candidate : CANDIDATES) {
            double score = score(records(candidate, RECORDS));
            if (score > highest) {
                highest = score;
                best = candidate;
            }
        }
        return best;
    }

    private double score(List<Opening> records) {
        long headers = records.stream()
                .limit(OPENING)
                .mapToLong(r -> r.cells().stream()
                        .filter(c -> known.contains(Headers.fold(c)))
                        .count())
                .max()
                .orElse(0);
        Map<Integer, Integer> widths = new HashMap<>();
        records.forEach(r -> widths.merge(r.cells().size(), 1, Integer::sum));
        double even = widths.entrySet().stream()
                .filter(e -> e.getKey() > 1)
                .mapToDouble(e -> 100.0 * e.getValue() / records.size() + Math.min(e.getKey(), 50) / 100.0)
                .max()
                .orElse(0);
        return (shape.header() ? headers * 1000 : 0) + even;
    }

    /// The first records under a delimiter, less one that the end of the sample may have cut.
    private List<Opening> records(char delimiter, int most) {
        List<Opening> records = new ArrayList<>();
        String text = sample.substring(position);
        try (CsvReader<CsvRecord> reader = CsvRows.reader(delimiter).ofCsvRecord(text)) {
            for (CsvRecord r : reader) {
                records.add(new Opening(line + r.getStartingLineNumber() - 1, r.getFields()));
                if (records.size() > most) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (records.size() > most || !all) {
            records.removeLast();
        }
        return records;
    }

    private static List<String> withoutEmptyEnd(List<String> cells) {
        int size = cells.size();
        while (size > 0 && Headers.fold(cells.get(size - 1)).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }
}
