package dev.rollcall.report;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// errors.csv: everything that is wrong with, or told of, a row.
final class ErrorsFile {
    private final Messages messages;
    private final Language language;

    ErrorsFile(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    void write(Path file, char delimiter, Iterable<Fault> faults) throws IOException {
        try (CsvTable table = new CsvTable(file, delimiter)) {
            table.row(
                    "line",
                    "employee_id",
                    "stage",
                    "code",
                    "attribute",
                    "value",
                    "message",
                    "hint",
                    "remote_code",
                    "remote_message",
                    "attempts");
            for (Fault fault : faults) {
                Finding finding = fault.finding();
                Messages.Words words = messages.of(finding, language);
                table.row(
                        finding.line() == 0 ? "" : finding.line(),
                        finding.employeeId().orElse(""),
                        finding.stage().name().toLowerCase(Locale.ROOT),
                        finding.code(),
                        finding.attribute().map(Attribute::key).orElse(""),
                        finding.value(),
                        words.message(),
                        words.hint(),
                        fault.remoteCode(),
                        fault.remoteMessage(),
                        fault.attempts());
            }
        }
    }
}
