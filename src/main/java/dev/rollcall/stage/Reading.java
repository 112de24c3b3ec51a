package dev.rollcall.stage;

import dev.rollcall.person.RowCode;
import java.util.List;

/// What a rule makes of one cell.
sealed interface Reading {

    Reading EMPTY = new Good("");

    record Good(String text) implements Reading {}

    /// @param facts further facts for the message
    record Bad(RowCode code, String variant, List<String> facts) implements Reading {}

    static Reading good(String text) {
        return new Good(text);
    }

    static Reading bad(RowCode code, String variant, String... facts) {
        return new Bad(code, variant, List.of(facts));
    }
}
