package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.source.csv.CsvExport;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.csv.ExportRefused;
import dev.rollcall.source.csv.Layout;
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
/// line of the corrected export it was, and the ID there is still the same unless it was the fault. Where that
/// export is kept no longer, what its run remembers of the rejected rows is looked at.
final class CorrectedIds {
    /// The ID was the fault: any other may stand there now.
    private static final Set<String> CERTAINLY = Set.of("MISSING_EMPLOYEE_ID", "INVALID_EMPLOYEE_ID");
    /// The ID may have been the fault: another may stand there, but not what a spreadsheet makes of the old one.
    private static final Set<String> MAYBE =
            Set.of("DUPLICATE_EMPLOYEE_ID", "EMPLOYEE_ID_TAKEN", "AMBIGUOUS_MATCH", "RAGGED_ROW", "REMOTE_REJECTED");
    private static final int DIGITS_KEPT = 15;
    static final CorrectedIds NONE = new CorrectedIds(-1, -1, Map.of());

    private final int lineColumn;
    private final int codeColumn;
    private final Map<Long, String> ids;

    private CorrectedIds(int lineColumn, int codeColumn, Map<Long, String> ids) {
        this.lineColumn = lineColumn;
        this.codeColumn = codeColumn;
        this.ids = ids;
    }

    static CorrectedIds of(StageOrder order, CsvExport correction, StageStore.Load store) {
        Layout layout = correction.layout();
        int line = layout.added("_line");
        if (!order.correction() || order.corrected().isEmpty() || line < 0) {
            return NONE;
        }
        return new CorrectedIds(
                line, layout.added("_code"), ids(order, order.corrected().get(), lines(correction, line), store));
    }

    /// The columns that it looks at besides the job's.
    List<Integer> columns() {
        return Stream.of(lineColumn, codeColumn).filter(c -> c >= 0).toList();
    }

    Optional<Finding> changed(Row row, StagedRow read, String header) {
        if (lineColumn < 0 || read.employeeId().isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> line = number(row.cell(lineColumn));
        String before = line.map(ids::get).orElse(null);
        if (before == null || before.isEmpty() || before.equals(read.employeeId())) {
            return Optional.empty();
        }
        if (isAllowed(row, before, read.employeeId())) {
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

    /// A row with several faults names several codes.
    private boolean isAllowed(Row row, String before, String now) {
        if (codeColumn < 0) {
            return false;
        }
        List<String> codes = List.of(Cells.clean(row.cell(codeColumn)).split("[;,\\s]+", -1));
        return codes.stream().anyMatch(CERTAINLY::contains)
                || codes.stream().anyMatch(MAYBE::contains) && !isDamage(before, now);
    }

    /// Whether a spreadsheet makes the one of the other by itself: zeros in front are lost, or the digits after
    /// the fifteenth.
    private static boolean isDamage(String before, String now) {
        if (!before.matches("[0-9]+") || !now.matches("[0-9]+")) {
            return false;
        }
        String one = before.replaceFirst("^0+(?!$)", "");
        String other = now.replaceFirst("^0+(?!$)", "");
        return one.equals(other)
                || one.length() == other.length()
                        && one.length() > DIGITS_KEPT
                        && one.substring(0, DIGITS_KEPT).equals(other.substring(0, DIGITS_KEPT));
    }

    private static Map<Long, String> ids(
            StageOrder order, StageOrder.Corrected before, Map<Long, String> lines, StageStore.Load store) {
        if (before.file().isEmpty()) {
            return store.remembered(before.runId());
        }
        try {
            read(order.of(before, before.file().get()), lines);
            return lines;
        } catch (ExportRefused e) {
            return store.remembered(before.runId());
        }
    }

    /// The lines of the corrected export that the correction names.
    private static Map<Long, String> lines(CsvExport correction, int column) {
        Map<Long, String> lines = new HashMap<>();
        try {
            correction.read(
                    new CsvRows.Wanted(c -> c == column, Optional.empty()),
                    read -> {},
                    row -> number(row.cell(column)).ifPresent(line -> lines.put(line, "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static void read(StageOrder order, Map<Long, String> ids) {
        try {
            Survey survey =
                    Survey.of(CsvStaging.file(order), CsvStaging.shape(order).charset());
            CsvExport export = CsvExport.open(
                    CsvStaging.file(order), CsvStaging.shape(order), survey, Mapping.knownHeaders(order.rules()));
            RowRules rules = new RowRules(
                    order.rules(),
                    Mapping.of(export.layout(), order.rules()),
                    export.layout().width());
            export.read(
                    new CsvRows.Wanted(c -> true, Optional.empty()),
                    read -> {},
                    row -> ids.computeIfPresent(row.line(), (line, none) -> rules.employeeId(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Long> number(String cell) {
        String text = Cells.clean(cell);
        return text.matches("[0-9]{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
