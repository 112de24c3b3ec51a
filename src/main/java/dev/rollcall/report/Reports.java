package dev.rollcall.report;

import dev.rollcall.push.Journal;
import dev.rollcall.push.JournalQuery;
import dev.rollcall.push.State;
import dev.rollcall.stage.ExportRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes the files of a run's report: errors.csv, the correction file, plan.csv, report.html and, last,
/// summary.json. Each is written under another name first and then renamed, so nobody ever reads half a file;
/// writing them again replaces them. Rows are streamed: memory does not grow with the run.
@Component
public class Reports {
    /// The most rejects and changes that report.html lists; the CSV files have them all.
    static final int LISTED = 500;

    private static final int PAGE = 2_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final RunRecord record;
    private final Journal journal;
    private final ExportRows.Opener exports;
    private final Messages messages;
    private final Language language;
    private final HtmlReport html;

    @Autowired
    public Reports(
            RunRecord record,
            Journal journal,
            ExportRows.Opener exports,
            Messages messages,
            @Value("${rollcall.language:en}") String language) {
        this(record, journal, exports, messages, Language.ofTag(language).orElse(Language.ENGLISH));
    }

    Reports(RunRecord record, Journal journal, ExportRows.Opener exports, Messages messages, Language language) {
        this.record = record;
        this.journal = journal;
        this.exports = exports;
        this.messages = messages;
        this.language = language;
        this.html = new HtmlReport(messages, language);
    }

    /// @throws UncheckedIOException where a file cannot be written
    public void write(ReportOrder order) {
        try {
            Labels labels = record.labels(order.runId());
            char delimiter = delimiter(order);
            List<Fault> listed = errors(order, delimiter);
            corrections(order);
            replace(
                    order,
                    "plan.csv",
                    file -> new PlanFile(labels)
                            .write(file, delimiter, () -> new JournalLines(journal, changes(order, true, PAGE))));
            List<ChangeView> changes = journal.lines(changes(order, false, LISTED)).stream()
                    .map(line -> ChangeView.of(line, labels))
                    .toList();
            replace(
                    order,
                    "report.html",
                    file -> Files.writeString(
                            file, html.page(order, record.notCompared(order.runId()), listed, changes)));
            replace(order, "summary.json", file -> JSON.writeValue(file.toFile(), order.summary()));
        } catch (IOException e) {
            throw new UncheckedIOException("the reports could not be written into " + order.folder(), e);
        }
    }

    /// @return the first faults, for people
    private List<Fault> errors(ReportOrder order, char delimiter) throws IOException {
        List<Fault> first = new ArrayList<>();
        replace(
                order,
                "errors.csv",
                file -> record.faults(order.runId(), faults -> {
                    try {
                        new ErrorsFile(messages, language).write(file, delimiter, () -> noting(faults, first));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
        return first;
    }

    private void corrections(ReportOrder order) throws IOException {
        Optional<ExportRows> export = order.export().map(exports::open);
        if (export.isEmpty()) {
            return;
        }
        replace(
                order,
                order.correctionsName(),
                file -> record.faults(order.runId(), faults -> {
                    try {
                        new CorrectionsFile(messages, language).write(file, export.get(), faults);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    private static Iterator<Fault> noting(Iterator<Fault> faults, List<Fault> first) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return faults.hasNext();
            }

            @Override
            public Fault next() {
                Fault fault = faults.next();
                if (first.size() < LISTED) {
                    first.add(fault);
                }
                return fault;
            }
        };
    }

    private static JournalQuery changes(ReportOrder order, boolean withSteps, int limit) {
        return new JournalQuery(
                order.runId(), Optional.empty(), Set.<State>of(), Optional.empty(), withSteps, 0, limit);
    }

    /// The export's delimiter; a comma where it has none.
    private static char delimiter(ReportOrder order) {
        return order.summary().get("export") instanceof Map<?, ?> export
                        && export.get("delimiter") instanceof String delimiter
                        && delimiter.length() == 1
                ? delimiter.charAt(0)
                : ',';
    }

    private static void replace(ReportOrder order, String name, Content content) throws IOException {
        Path unfinished = order.folder().resolve("." + name + ".tmp");
        try {
            content.into(unfinished);
            Files.move(
                    unfinished,
                    order.folder().resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private interface Content {
        void into(Path file) throws IOException;
    }
}
