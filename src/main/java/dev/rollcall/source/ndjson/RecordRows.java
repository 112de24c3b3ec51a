package dev.rollcall.source.ndjson;

import dev.rollcall.person.FileCode;
import dev.rollcall.source.Cells;
import dev.rollcall.source.Records;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.csv.ExportRefused;
import dev.rollcall.source.csv.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// Takes the wanted cells out of records and shows them as rows; the line of a row is the record's number, from 1.
public final class RecordRows implements Records.CellPart {
    private final RecordCells reader;
    private final Row row;
    private final CsvRows.Visitor visitor;
    private long records;
    private @Nullable Trailer trailer;

    public RecordRows(Cells wanted, CsvRows.Visitor visitor) {
        this.reader = new RecordCells(wanted);
        this.visitor = visitor;
        this.row = Row.ofCells(wanted.cells().size());
    }

    public long records() {
        return records;
    }

    /// The last line of an archive, once it was read; none where the archive was cut.
    Optional<Trailer> trailer() {
        return Optional.ofNullable(trailer);
    }

    /// Shows the records of one part.
    ///
    /// @throws ExportRefused where an object stands where a text is wanted
    @Override
    public void see(InputStream lines) throws IOException {
        try (JsonParser parser = Json.parser(lines)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new ExportRefused(FileCode.TRUNCATED, "record", records + 1);
                }
                first(parser);
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new ExportRefused(FileCode.TRUNCATED, "record", records + 1);
        }
    }

    @Override
    public void take(List<@Nullable String[]> part) {
        part.forEach(this::show);
    }

    private void first(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.PROPERTY_NAME && Trailer.KEY.equals(parser.currentName())) {
            trailer = Trailer.read(parser);
        } else {
            show(reader.of(parser, records + 1));
        }
    }

    private void show(@Nullable String[] cells) {
        records++;
        row.set(records, cells);
        visitor.row(row);
    }
}
