package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.source.Cells;
import dev.rollcall.source.Records;
import dev.rollcall.source.Whole;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.ndjson.RecordRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/// Records as a sheet: a column for every JSON Pointer that the job names.
final class RecordSheet implements Sheet {
    /// Between the values of a list; no text of a source has it.
    private static final String BETWEEN = "\u001f";

    private final Records records;
    private final List<Cells.Cell> cells = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Mapping mapping;
    private Optional<Whole> whole = Optional.empty();

    RecordSheet(StageRules rules, Records records) {
        this.records = records;
        Map<Attribute, Mapping.Cell> mapped = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            StageRules.Column column = rules.columns().get(attribute);
            if (column != null) {
                mapped.put(attribute, cell(attribute, column));
            }
        }
        this.mapping = Mapping.ofCells(mapped, labels);
    }

    private Mapping.Cell cell(Attribute attribute, StageRules.Column column) {
        return switch (column) {
            case StageRules.Column.AnyOf any ->
                one(any.headers(), attribute.kind() == Attribute.Kind.SET ? BETWEEN : "");
            case StageRules.Column.Split split -> one(split.headers(), split.separator());
            case StageRules.Column.Join join -> joined(join.headers());
        };
    }

    private Mapping.Cell one(List<String> pointers, String separator) {
        int at = column(pointers, separator);
        return new Mapping.Cell(List.of(at), separator, labels.get(at));
    }

    private Mapping.Cell joined(List<String> pointers) {
        List<Integer> parts = new ArrayList<>();
        pointers.forEach(pointer -> parts.add(column(List.of(pointer), "")));
        return new Mapping.Cell(parts, "", String.join(" + ", pointers));
    }

    private int column(List<String> pointers, String separator) {
        List<String> all = pointers.stream()
                .map(pointer -> pointer.startsWith("/") ? pointer : "/" + pointer)
                .toList();
        cells.add(new Cells.Cell(all, separator));
        labels.add(String.join(", ", pointers));
        return cells.size() - 1;
    }

    @Override
    public Mapping mapping() {
        return mapping;
    }

    @Override
    public int width() {
        return cells.size();
    }

    @Override
    public ExportFacts facts() {
        ExportFacts unread = whole.map(known -> ExportFacts.unread(known.bytes(), known.sha256()))
                .orElseGet(() -> ExportFacts.unread(0, ""));
        return unread.withMapping(mapping.mapped(), List.of());
    }

    @Override
    public CorrectedIds corrected(StageOrder order, StageStore.Load store) {
        return CorrectedIds.NONE;
    }

    /// Nobody changed since the last pull is a good answer; that there is nobody at all is none.
    @Override
    public boolean isRefusedEmpty(StageOrder order) {
        return order.full();
    }

    @Override
    public CsvRows.End read(BitSet columns, Optional<Pattern> trailer, LongConsumer heard, CsvRows.Visitor visitor)
            throws IOException {
        Cells wanted = new Cells(cells);
        RecordRows rows = new RecordRows(wanted, visitor);
        records.forEachPart(wanted, rows);
        whole = Optional.of(records.whole());
        heard.accept(whole.get().bytes());
        return new CsvRows.End(rows.records(), true, "");
    }

    @Override
    public Optional<Whole> whole() {
        return whole;
    }
}
