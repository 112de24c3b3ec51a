package dev.rollcall.person;

import java.util.List;
import java.util.Optional;

/// One thing that is wrong with (or worth telling of) one row. The words come from the message bundle, under
/// `<code>.<variant>` and `<code>.<variant>.hint` (or `<code>` and `<code>.hint` where there is no such variant),
/// with `{header}`, `{value}` and `{0}`, `{1}` … of `facts` filled in.
///
/// @param line the physical line where the row begins; 0 where no row is meant
/// @param employeeId as far as it could be read
/// @param stage parse, match, plan or push
/// @param variant a finer distinction within the code, camelCase; empty for none
/// @param header the cell's header as HR knows it, or the attribute's key where there is no header
/// @param value the cell as it stood (only this cell, never the row); empty where none is meant
/// @param facts further facts for the message, such as the lines of the other rows
public record Finding(
        long line,
        Optional<String> employeeId,
        Stage stage,
        RowCode code,
        String variant,
        Optional<Attribute> attribute,
        String header,
        String value,
        List<String> facts) {

    /// Where on a row's way the finding was made; its lower-case name stands in errors.csv.
    public enum Stage {
        PARSE,
        MATCH,
        PLAN,
        PUSH
    }

    public Finding {
        facts = List.copyOf(facts);
    }
}
