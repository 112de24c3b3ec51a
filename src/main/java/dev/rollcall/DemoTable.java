package dev.rollcall;

import java.util.Map;
import java.util.StringJoiner;

/// A run's summary as a short table for a terminal.
final class DemoTable {

    private static final int BAR = 30;

    private DemoTable() {}

    /// The rows on one line, and a line for each action that the plan has.
    static String of(Map<String, ?> summary) {
        StringBuilder table = new StringBuilder("  rows         ")
                .append(numbers(summary.get("rows"), true))
                .append('\n');
        if (summary.get("changes") instanceof Map<?, ?> changes) {
            changes.forEach((action, counts) -> {
                String told = numbers(counts, false);
                if (!told.isEmpty()) {
                    table.append(String.format("  %-12s %s%n", action, told));
                }
            });
        }
        return table.append("  calls        ")
                .append(numbers(summary.get("calls"), true))
                .toString();
    }

    private static String numbers(@org.jspecify.annotations.Nullable Object counts, boolean zeros) {
        StringJoiner told = new StringJoiner("   ");
        if (counts instanceof Map<?, ?> map) {
            map.forEach((name, count) -> {
                if (zeros || (count instanceof Number number && number.longValue() > 0)) {
                    told.add(name + " " + count);
                }
            });
        }
        return told.toString();
    }

    /// `[##########··········] 33 %  163 of 490`
    static String bar(long done, long total) {
        int full = total > 0 ? (int) (done * BAR / total) : 0;
        long percent = total > 0 ? done * 100 / total : 0;
        return "  [" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + percent + " %  " + done + " of " + total;
    }
}
