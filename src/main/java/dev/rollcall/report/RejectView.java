package dev.rollcall.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A reason why a row was turned away, as the REST interface and the pages show it.
///
/// @param number what `after` takes to go on from here
/// @param header the cell's header as HR knows it
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RejectView(
        long number,
        long line,
        @Nullable String employeeId,
        String stage,
        String code,
        @Nullable String attribute,
        String header,
        String value,
        String message,
        String hint) {

    public static RejectView of(Fault fault, Messages messages, Language language) {
        Finding finding = fault.finding();
        Messages.Words words = messages.of(finding, language);
        return new RejectView(
                fault.number(),
                finding.line(),
                finding.employeeId().orElse(null),
                finding.stage().name().toLowerCase(Locale.ROOT),
                finding.code().name(),
                finding.attribute().map(Attribute::key).orElse(null),
                finding.header(),
                finding.value(),
                words.message(),
                words.hint());
    }
}
