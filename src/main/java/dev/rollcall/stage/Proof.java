package dev.rollcall.stage;

import dev.rollcall.source.Whole;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.csv.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gathers whether an export is whole. What cannot be decoded, or ends within quotes, was refused before.
final class Proof {
    private final StageOrder order;
    private final ExportFacts facts;
    private long rows;
    private long tooMany;
    private long withoutId;
    private boolean cut;

    Proof(StageOrder order, ExportFacts facts) {
        this.order = order;
        this.facts = facts;
    }

    void see(Row row, RowRules.Judged judged) {
        rows++;
        cut |= row.isCut();
        if (row.hasTooMany()) {
            tooMany++;
        }
        if (judged.hasNoId() && !row.isCut()) {
            withoutId++;
        }
    }

    long rows() {
        return rows;
    }

    List<Check> checks(CsvRows.End end, long accepted) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("decoded", true, facts.charset(), facts.charset()));
        checks.add(new Check("quotes", true, "closed", "closed"));
        checks.add(new Check("cells", tooMany == 0, tooMany, 0L));
        checks.add(new Check("employeeIds", withoutId == 0, withoutId, 0L));
        checks.add(new Check("lastLine", !cut, cut ? "cut" : "whole", "whole"));
        trailer(end).ifPresent(checks::add);
        checks.add(columns());
        checks.add(minRows(accepted));
        return checks;
    }

    /// The checks of an export that was pulled.
    ///
    /// @param repeated rows that only repeat an identical one: they are no further records
    /// @param twice rows of an employee of whom another row says something else
    List<Check> ofRecords(Whole whole, long accepted, long repeated, long twice) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "pages",
                whole.flaws().isEmpty(),
                whole.flaws().isEmpty() ? whole.pages() : whole.flaws(),
                "each once"));
        whole.total()
                .ifPresent(total -> checks.add(new Check("total", rows - repeated == total, rows - repeated, total)));
        checks.add(new Check("twice", twice == 0, twice, 0L));
        checks.add(new Check("employeeIds", withoutId == 0, withoutId, 0L));
        checks.add(minRows(accepted));
        return checks;
    }

    private Check minRows(long accepted) {
        long fewest =
                order.baselineRows().isPresent() ? fewest(order.baselineRows().getAsLong()) : 0;
        return new Check("minRows", accepted >= fewest, accepted, fewest);
    }

    private long fewest(long baseline) {
        return (baseline * order.rules().completeness().minRowsPercent() + 99) / 100;
    }

    private Check columns() {
        List<String> missing = new ArrayList<>(new TreeSet<>(order.baselineColumns()));
        missing.removeAll(facts.columnKeys());
        return new Check(
                "columns",
                missing.isEmpty(),
                List.copyOf(facts.columnKeys()),
                List.copyOf(new TreeSet<>(order.baselineColumns())));
    }

    private Optional<Check> trailer(CsvRows.End end) {
        Optional<Pattern> trailer = order.rules().completeness().trailer();
        if (trailer.isEmpty() || order.correction()) {
            return Optional.empty();
        }
        Matcher stated = trailer.get().matcher(end.trailer());
        if (end.trailer().isEmpty() || !stated.find()) {
            return Optional.of(new Check("trailer", false, "none", end.rows()));
        }
        String number = stated.group("rows");
        boolean same = number != null && number.matches("[0-9]{1,18}") && Long.parseLong(number) == end.rows();
        return Optional.of(new Check("trailer", same, end.rows(), number == null ? "none" : number));
    }
}
