package dev.rollcall.stage;

import static dev.rollcall.person.Attribute.EMPLOYEE_ID;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.source.csv.Row;
import java.util.List;

/// What makes a row an employee or a reject, looking at that row alone.
final class RowRules {
    private final StageRules rules;
    private final Words words;
    private final Phones phones;
    private final int width;
    private final Columns columns;

    /// @param width how many cells a row has
    RowRules(StageRules rules, Mapping mapping, int width) {
        this.rules = rules;
        this.words = new Words(rules.values());
        this.phones = new Phones(rules.phoneRegion());
        this.width = width;
        this.columns = new Columns(mapping.byAttribute());
    }

    /// A row and what is wrong with it; accepted where nothing is.
    ///
    /// @param row what could be read of it; without an employee ID that is the empty text
    record Judged(StagedRow row, List<Finding> findings) {
        boolean isAccepted() {
            return findings.isEmpty();
        }

        boolean hasNoId() {
            return row.employeeId().isEmpty();
        }
    }

    Judged judge(Row row) {
        return new Judgement(rules, words, phones, width, row, new Texts(row, columns)).judge();
    }

    /// The column's header, for findings that look at many rows.
    String label(Attribute attribute) {
        return columns.label(attribute);
    }

    /// The employee ID as the row has it, whether good or not.
    String employeeId(Row row) {
        return new Texts(row, columns).text(EMPLOYEE_ID);
    }
}
