package dev.rollcall.stage;

import dev.rollcall.source.csv.CsvExport;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.csv.ExportFile;
import dev.rollcall.source.csv.Row;
import dev.rollcall.source.csv.Survey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Reads CSV exports once more.
final class CsvExportRows implements ExportRows {
    private final CsvExport export;

    private CsvExportRows(CsvExport export) {
        this.export = export;
    }

    @Override
    public List<String> header() {
        return export.layout().header();
    }

    @Override
    public List<Integer> own() {
        return export.layout().own();
    }

    @Override
    public int width() {
        return export.layout().width();
    }

    @Override
    public char delimiter() {
        return export.layout().delimiter();
    }

    @Override
    public void forEach(LongPredicate wantedLine, Visitor visitor) {
        CsvRows.Wanted everything = new CsvRows.Wanted(column -> true, Optional.empty());
        try {
            export.read(everything, read -> {}, row -> {
                if (wantedLine.test(row.line())) {
                    visitor.row(row.line(), cells(row));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(Row row) {
        return IntStream.range(0, row.count()).mapToObj(row::cell).toList();
    }

    /// Opens them as staging did.
    @Component
    static final class CsvOpener implements Opener {
        @Override
        public ExportRows open(StageOrder order) {
            ExportFile file = CsvStaging.file(order);
            try {
                Survey survey = Survey.of(file, CsvStaging.shape(order).charset());
                return new CsvExportRows(
                        CsvExport.open(file, CsvStaging.shape(order), survey, Mapping.knownHeaders(order.rules())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
