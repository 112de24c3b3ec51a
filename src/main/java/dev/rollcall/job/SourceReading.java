package dev.rollcall.job;

import dev.rollcall.source.CsvShape;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.source.SourceSettings.Pickup;
import dev.rollcall.stage.StageRules.Completeness;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads where a job's exports come from and how a CSV export is written.
final class SourceReading {

    private static final List<String> CSV_KEYS =
            List.of("charset", "delimiter", "header", "skip", "footer", "maxBytes");

    private final Block source;

    SourceReading(Block source) {
        this.source = source;
    }

    SourceSettings.Csv csv() {
        return new SourceSettings.Csv(
                mode(),
                source.word("pickup", Pickup.class, Pickup.IMMEDIATELY),
                source.duration("settle", Duration.ofSeconds(2)),
                shape());
    }

    /// Empty where its URL is no good.
    Optional<SourceSettings> http() {
        HttpReading http = new HttpReading(source);
        Optional<CsvShape> csv = isCsv() ? Optional.of(shape()) : Optional.empty();
        if (csv.isEmpty()) {
            CSV_KEYS.stream()
                    .filter(source::has)
                    .forEach(key -> source.unknown(key, "no such key unless source.format is csv"));
        }
        return http.settings(mode(), csv);
    }

    Mode mode() {
        return source.word("mode", Mode.class, Mode.FULL);
    }

    ColumnsReading.Naming naming() {
        boolean http = source.text("type").equals(Optional.of("http"));
        if (http && !isCsv()) {
            return ColumnsReading.Naming.POINTER;
        }
        return hasHeader() ? ColumnsReading.Naming.HEADER : ColumnsReading.Naming.POSITION;
    }

    Completeness completeness() {
        Block block = source.block("completeness");
        Optional<Pattern> trailer = block.pattern("trailer");
        if (trailer.isPresent() && !trailer.get().namedGroups().containsKey("rows")) {
            block.fault("trailer", "a group that reads the number of rows: (?<rows>[0-9]+)");
        }
        Completeness usual = Completeness.DEFAULT;
        return new Completeness(
                block.percent("minRows", usual.minRowsPercent()),
                block.percent("known", usual.knownPercent()),
                trailer);
    }

    private boolean isCsv() {
        return source.text("format").equals(Optional.of("csv"));
    }

    private boolean hasHeader() {
        return !source.text("header").equals(Optional.of("none"));
    }

    private CsvShape shape() {
        return new CsvShape(
                charset(),
                source.text("delimiter").filter(text -> !text.equals("auto")).map(SourceReading::delimiter),
                hasHeader(),
                source.patterns("skip"),
                source.patterns("footer"),
                source.bytes("maxBytes", CsvShape.DEFAULT_MAX_BYTES));
    }

    private static char delimiter(String text) {
        return text.equals("tab") ? '\t' : text.charAt(0);
    }

    private Optional<String> charset() {
        Optional<String> name = source.text("charset").filter(text -> !text.equals("auto"));
        if (name.isPresent() && !isCharset(name.get())) {
            source.fault("charset", "auto, or a charset's name such as UTF-8 or windows-1252");
        }
        return name;
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.forName(name).canEncode();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return false;
        }
    }
}
