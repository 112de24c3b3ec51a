package dev.rollcall.report;

import dev.rollcall.person.Attribute;
import dev.rollcall.stage.ExportRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The correction file: the rejected and failed rows as the export has them, each with what is wrong. Rows of the
/// export and faults are both in the order of lines, so one pass over each is enough.
final class CorrectionsFile {
    private final Messages messages;
    private final Language language;

    CorrectionsFile(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    void write(Path file, ExportRows export, Iterator<Fault> faults) throws IOException {
        List<Integer> own = export.own();
        Rejects rejects = new Rejects(faults);
        try (CsvTable table = new CsvTable(file, export.delimiter())) {
            if (!export.header().isEmpty()) {
                List<String> header = new ArrayList<>(picked(export.header(), own));
                header.addAll(ExportRows.ADDED);
                table.row(header);
            }
            export.forEach(rejects::reach, (line, cells) -> {
                List<String> row = new ArrayList<>(picked(cells, own));
                row.addAll(said(line, rejects.atLine()));
                row.addAll(cells.subList(Math.min(cells.size(), export.width()), cells.size()));
                table.row(row);
            });
        }
    }

    /// The cells of the export's own columns; surplus cells of a ragged row follow after the added columns.
    private static List<String> picked(List<String> cells, List<Integer> own) {
        return own.stream().map(i -> i < cells.size() ? cells.get(i) : "").toList();
    }

    private List<String> said(long line, List<Fault> faults) {
        List<Messages.Words> words =
                faults.stream().map(f -> messages.of(f.finding(), language)).toList();
        return List.of(
                Long.toString(line),
                joined(faults, "; ", f -> f.finding().code().name()),
                joined(
                        faults,
                        "; ",
                        f -> f.finding().attribute().map(Attribute::key).orElse("")),
                joined(words, " ", Messages.Words::message),
                joined(words, " ", Messages.Words::hint));
    }

    private static <T> String joined(List<T> all, String between, Function<T, String> text) {
        return all.stream().map(text).filter(t -> !t.isEmpty()).distinct().collect(Collectors.joining(between));
    }

    /// Follows the faults line by line.
    private static final class Rejects {
        private final Iterator<Fault> faults;
        private final List<Fault> atLine = new ArrayList<>();
        private @Nullable Fault next;

        Rejects(Iterator<Fault> faults) {
            this.faults = faults;
            this.next = advance();
        }

        /// Goes on to a line, and says whether anything is wrong there.
        boolean reach(long line) {
            atLine.clear();
            while (next != null && next.finding().line() <= line) {
                if (next.finding().line() == line) {
                    atLine.add(next);
                }
                next = advance();
            }
            return !atLine.isEmpty();
        }

        List<Fault> atLine() {
            return atLine;
        }

        private @Nullable Fault advance() {
            while (faults.hasNext()) {
                Fault fault = faults.next();
                if (fault.isReject() && fault.finding().line() > 0) {
                    return fault;
                }
            }
            return null;
        }
    }
}
