package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The figures of one execution, printed as they come.
final class Sheet {
    private static final String[] HEAD = {"name", "measured", "floor", "ratio", "target", "met", "note"};

    private final List<Figure> figures = new ArrayList<>();

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    boolean isMet() {
        return figures.stream().allMatch(Figure::met);
    }

    /// Seconds that must not be more than so many.
    void atMost(String name, double seconds, double most, String note) {
        add(new Figure(name, seconds(seconds), "", "", "at most " + plain(most) + " s", seconds <= most, note));
    }

    /// Seconds that must not be more than so many times the floor's.
    void atMostTimes(String name, double seconds, double floor, double times, String note) {
        double ratio = seconds / floor;
        add(new Figure(
                name,
                seconds(seconds),
                seconds(floor),
                ratio(ratio),
                "at most %sx".formatted(plain(times)),
                ratio <= times,
                note));
    }

    /// A number that must lie between two.
    void between(String name, double value, double least, double most, String unit, String note) {
        add(new Figure(
                name,
                plain(value) + " " + unit,
                "",
                "",
                plain(least) + " to " + plain(most) + " " + unit,
                value >= least && value <= most,
                note));
    }

    /// A rate that must come to so much of the floor's.
    void atLeastOf(String name, double rate, double floor, double least, String unit, String note) {
        double ratio = rate / floor;
        add(new Figure(
                name,
                plain(rate) + " " + unit,
                plain(floor) + " " + unit,
                ratio(ratio),
                "at least %sx".formatted(plain(least)),
                ratio >= least,
                note));
    }

    /// Something that has to be so.
    void holds(String name, String measured, String target, boolean met, String note) {
        add(new Figure(name, measured, "", "", target, met, note));
    }

    /// A figure without a target.
    void tell(String name, String measured, String note) {
        add(new Figure(name, measured, "", "", "-", true, note));
    }

    private void add(Figure figure) {
        figures.add(figure);
        System.out.println("  " + String.join(" | ", cells(figure)).strip());
    }

    /// The table as Markdown.
    String table() {
        var out = new StringBuilder("| " + String.join(" | ", HEAD) + " |\n" + "|---".repeat(HEAD.length) + "|\n");
        figures.forEach(f -> out.append("| ").append(String.join(" | ", cells(f))).append(" |\n"));
        return out.toString();
    }

    private static String[] cells(Figure f) {
        return new String[] {
            f.name(), f.measured(), f.floor(), f.ratio(), f.target(), f.met() ? "met" : "**not met**", f.note()
        };
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }

    static String plain(double value) {
        return value == Math.rint(value) || value >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
