package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.source.csv.CsvExport;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.csv.ExportFile;
import dev.rollcall.source.csv.ExportRefused;
import dev.rollcall.source.csv.Row;
import dev.rollcall.source.csv.Survey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the employee IDs that a spreadsheet changed by itself in a correction file: the row's `_line` says which
/// line of the corrected export it was, and the ID there is still the same unless it was the fault.
final class CorrectedIds {
    private static final Set<String> ID_FAULTS = Set.of(
            RowCode.MISSING_EMPLOYEE_ID.name(),
            RowCode.INVALID_EMPLOYEE_ID.name(),
            RowCode.DUPLICATE_EMPLOYEE_ID.name(),
            RowCode.EMPLOYEE_ID_TAKEN.name(),
            RowCode.RAGGED_ROW.name());
    private static final CorrectedIds NONE = new CorrectedIds(-1, -1, Map.of());

    private final int lineColumn;
    private final int codeColumn;
    private final Map<Long, String> ids;

    private CorrectedIds(int lineColumn, int codeColumn, Map<Long, String> ids) {
        this.lineColumn = lineColumn;
        this.codeColumn = codeColumn;
        this.ids = ids;
    }

    static CorrectedIds of(StageOrder order, Mapping mapping) {
        Optional<Integer> line = mapping.column("_line");
        if (!order.correction() || order.corrected().isEmpty() || line.isEmpty()) {
            return NONE;
        }
        int code = mapping.column("_code").orElse(-1);
        try {
            return new CorrectedIds(line.get(), code, read(order, line.get()));
        } catch (ExportRefused e) {
            return NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The columns that it looks at besides the job's.
    List<Integer> columns() {
        return Stream.of(lineColumn, codeColumn).filter(c -> c >= 0).toList();
    }

    Optional<Finding> changed(Row row, StagedRow read, String header) {
        if (lineColumn < 0 || read.employeeId().isEmpty() || wasTheFault(row)) {
            return Optional.empty();
        }
        Optional<Long> line = number(row.cell(lineColumn));
        String before = line.map(ids::get).orElse(null);
        if (before == null || before.isEmpty() || before.equals(read.employeeId())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                row.line(),
                Optional.of(read.employeeId()),
                Finding.Stage.PARSE,
                RowCode.INVALID_EMPLOYEE_ID,
                "changed",
                Optional.of(Attribute.EMPLOYEE_ID),
                header,
                read.employeeId(),
                List.of(before, String.valueOf(line.orElseThrow()))));
    }

    /// Whether the employee ID is what the row was given back for; a row with several faults names several
    /// codes.
    private boolean wasTheFault(Row row) {
        return codeColumn >= 0
                && Stream.of(Cells.clean(row.cell(codeColumn)).split("[;,\\s]+", -1))
                        .anyMatch(ID_FAULTS::contains);
    }

    /// The IDs of those lines of the corrected export that the correction names.
    private static Map<Long, String> read(StageOrder order, int lineColumn) throws IOException {
        Map<Long, String> ids = new HashMap<>();
        rows(order, lineColumn, row -> number(row.cell(lineColumn)).ifPresent(line -> ids.put(line, "")));
        StageOrder.Corrected before = order.corrected().orElseThrow();
        ExportFile file = new ExportFile(
                before.file(), before.originalName(), order.shape().maxBytes());
        Survey survey = Survey.of(file, order.shape().charset());
        CsvExport export = CsvExport.open(file, order.shape(), survey, Mapping.knownHeaders(order.rules()));
        RowRules rules = new RowRules(
                order.rules(),
                Mapping.of(export.layout(), order.rules()),
                export.layout().width());
        export.read(
                new CsvRows.Wanted(c -> true, Optional.empty()),
                read -> {},
                row -> ids.computeIfPresent(row.line(), (line, none) -> rules.employeeId(row)));
        return ids;
    }

    private static void rows(StageOrder order, int lineColumn, CsvRows.Visitor visitor) throws IOException {
        ExportFile file = CsvStaging.file(order);
        Survey survey = Survey.of(file, Optional.empty());
        CsvExport export = CsvExport.open(file, CsvStaging.shape(order), survey, Mapping.knownHeaders(order.rules()));
        export.read(new CsvRows.Wanted(c -> c == lineColumn, Optional.empty()), read -> {}, visitor);
    }

    private static Optional<Long> number(String cell) {
        String text = Cells.clean(cell);
        return text.matches("[0-9]{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
