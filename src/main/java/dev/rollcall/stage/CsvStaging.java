package dev.rollcall.stage;

import dev.rollcall.person.FileCode;
import dev.rollcall.source.CsvShape;
import dev.rollcall.source.Records;
import dev.rollcall.source.Whole;
import dev.rollcall.source.csv.CsvExport;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.csv.ExportFile;
import dev.rollcall.source.csv.ExportRefused;
import dev.rollcall.source.csv.Survey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Staging of CSV exports and of records.
@Component
class CsvStaging implements Staging {
    private final StageStore store;

    CsvStaging(StageStore store) {
        this.store = store;
    }

    @Override
    public StageOutcome stage(StageOrder order) {
        Opened opened = open(order);
        if (opened instanceof Opened.Not(StageOutcome.Refused refused)) {
            return refused;
        }
        return stage(order, (Opened.Yes) opened);
    }

    @Override
    public StageOutcome stage(StageOrder order, Records records) {
        return stage(order, new RecordSheet(order.rules(), records));
    }

    private StageOutcome stage(StageOrder order, Sheet export) {
        try (StageStore.Load load = store.begin(order.runId())) {
            Load filled = new Load(order, export, load, new Preview(0));
            StageOutcome outcome = filled.fill();
            if (outcome instanceof StageOutcome.Staged) {
                load.keep();
            }
            return outcome;
        }
    }

    @Override
    public Understanding check(StageOrder order) {
        Opened opened = open(order);
        if (opened instanceof Opened.Not(StageOutcome.Refused refused)) {
            return new Understanding(refused, List.of(), new TreeMap<>());
        }
        return check(order, (Opened.Yes) opened);
    }

    @Override
    public Understanding check(StageOrder order, Records records) {
        return check(order, new RecordSheet(order.rules(), records));
    }

    private Understanding check(StageOrder order, Sheet export) {
        Preview preview = new Preview(Understanding.ROWS);
        try (StageStore.Load load = store.rehearse()) {
            StageOutcome outcome = new Load(order, export, load, preview).fill();
            return new Understanding(
                    outcome,
                    preview.rows(),
                    outcome instanceof StageOutcome.Staged ? load.findingsByCode() : new TreeMap<>());
        }
    }

    /// The export as opened, or why it could not be.
    sealed interface Opened {
        record Yes(CsvExport export, Mapping mapping, ExportFacts facts) implements Opened, Sheet {
            @Override
            public int width() {
                return export.layout().width();
            }

            @Override
            public CorrectedIds corrected(StageOrder order, StageStore.Load store) {
                return CorrectedIds.of(order, export, store);
            }

            @Override
            public boolean isRefusedEmpty(StageOrder order) {
                return true;
            }

            @Override
            public CsvRows.End read(
                    BitSet columns, Optional<Pattern> trailer, LongConsumer heard, CsvRows.Visitor visitor)
                    throws IOException {
                return export.read(new CsvRows.Wanted(columns::get, trailer), heard, visitor);
            }

            @Override
            public Optional<Whole> whole() {
                return Optional.empty();
            }
        }

        record Not(StageOutcome.Refused refused) implements Opened {}
    }

    static CsvShape shape(StageOrder order) {
        CsvShape pinned = order.shape();
        return order.correction()
                ? new CsvShape(
                        Optional.empty(), Optional.empty(), pinned.header(), List.of(), List.of(), pinned.maxBytes())
                : pinned;
    }

    static ExportFile file(StageOrder order) {
        return new ExportFile(order.file(), order.originalName(), order.shape().maxBytes());
    }

    private static Opened open(StageOrder order) {
        ExportFile file = file(order);
        CsvShape shape = shape(order);
        try {
            Survey survey;
            try {
                survey = Survey.of(file, shape.charset());
            } catch (ExportRefused e) {
                return new Opened.Not(refused(unread(file), e));
            }
            return surveyed(order, file, shape, survey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Opened surveyed(StageOrder order, ExportFile file, CsvShape shape, Survey survey)
            throws IOException {
        ExportFacts facts = ExportFacts.unread(survey.bytes(), survey.sha256())
                .withCharset(survey.charset().name());
        try {
            CsvExport export = CsvExport.open(file, shape, survey, Mapping.knownHeaders(order.rules()));
            facts = facts.withLayout(export.layout());
            Mapping mapping = Mapping.of(export.layout(), order.rules());
            return new Opened.Yes(export, mapping, facts.withMapping(mapping.mapped(), mapping.unmapped(order)));
        } catch (ExportRefused e) {
            return new Opened.Not(refused(facts, e));
        }
    }

    private static ExportFacts unread(ExportFile file) throws IOException {
        Survey.Digest digest = Survey.measure(file);
        return ExportFacts.unread(digest.bytes(), digest.sha256());
    }

    static StageOutcome.Refused refused(ExportFacts facts, ExportRefused e) {
        return new StageOutcome.Refused(facts, e.code(), e.variant(), e.details());
    }

    static StageOutcome.Refused refused(ExportFacts facts, FileCode code, Object... details) {
        return refused(facts, new ExportRefused(code, "", details));
    }
}
