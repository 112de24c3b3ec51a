package dev.rollcall.report;

import dev.rollcall.person.Attribute;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// plan.csv: a line for each attribute that the plan changes. What only serves the changes (temporary steps, tags
/// that are created) is listed with `step` or `reference` as its action. A password that is reset has a line too.
final class PlanFile {
    private final Labels labels;

    PlanFile(Labels labels) {
        this.labels = labels;
    }

    void write(Path file, char delimiter, Iterable<JournalLine> changes) throws IOException {
        try (CsvTable table = new CsvTable(file, delimiter)) {
            table.row("seq", "action", "employee_id", "remote_id", "attribute", "before", "after", "held");
            for (JournalLine change : changes) {
                Set<Attribute> attributes = new TreeSet<>(change.before().keys());
                attributes.addAll(change.after().keys());
                if (attributes.isEmpty()) {
                    row(table, change, "", "", "");
                }
                for (Attribute attribute : attributes) {
                    row(
                            table,
                            change,
                            attribute.key(),
                            change.before()
                                    .get(attribute)
                                    .map(v -> labels.cell(attribute, v))
                                    .orElse(""),
                            change.after()
                                    .get(attribute)
                                    .map(v -> labels.cell(attribute, v))
                                    .orElse(""));
                }
                if (change.resetsPassword()) {
                    row(table, change, "password", "", "reset");
                }
            }
        }
    }

    private static void row(CsvTable table, JournalLine change, String attribute, String before, String after) {
        table.row(
                change.seq(),
                change.kind().equals("change") ? change.action().key() : change.kind(),
                change.employeeId(),
                change.remoteId().orElse(""),
                attribute,
                before,
                after,
                change.state() == State.HELD);
    }
}
