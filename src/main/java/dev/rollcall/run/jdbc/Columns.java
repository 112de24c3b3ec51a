package dev.rollcall.run.jdbc;

import dev.rollcall.run.Export;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Trigger;
import dev.rollcall.run.Wanted;
import dev.rollcall.source.SourceSettings.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Between a run and its row.
final class Columns {
    static final String ALL =
            "run_id, job, trigger, mode, state, reason, detail, wanted, queued_at, started_at, finished_at,"
                    + " cancelled, source_run, undo_of, correction_of, export, place, plan_digest, rows, calls, seconds, progress";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Columns() {}

    static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("run_id"),
                row.getString("job"),
                Trigger.valueOf(upper(row, "trigger")),
                Mode.valueOf(upper(row, "mode")),
                RunState.valueOf(row.getString("state")),
                text(row, "reason"),
                text(row, "detail"),
                Wanted.valueOf(upper(row, "wanted")),
                row.getTimestamp("queued_at").toInstant(),
                time(row, "started_at"),
                time(row, "finished_at"),
                row.getBoolean("cancelled"),
                number(row, "source_run"),
                number(row, "undo_of"),
                number(row, "correction_of"),
                text(row, "export").map(Columns::export),
                text(row, "place"),
                text(row, "plan_digest"),
                numbers(row.getString("rows")),
                numbers(row.getString("calls")),
                doubles(row.getString("seconds")),
                text(row, "progress").map(Columns::map));
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static String json(Export export) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", export.name());
        export.sha256().ifPresent(v -> map.put("sha256", v));
        export.bytes().ifPresent(v -> map.put("bytes", v));
        export.charset().ifPresent(v -> map.put("charset", v));
        export.delimiter().ifPresent(v -> map.put("delimiter", v));
        export.proven().ifPresent(v -> map.put("proven", v));
        map.put("proof", export.proof());
        map.put("columns", export.columns());
        return json(map);
    }

    static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static Export export(String json) {
        var node = JSON.readTree(json);
        List<Export.Proof> proof = node.has("proof")
                ? JSON.convertValue(node.path("proof"), new TypeReference<List<Export.Proof>>() {})
                : List.of();
        return new Export(
                node.path("name").asString(""),
                node.optional("sha256").map(n -> n.asString()),
                node.has("bytes") ? OptionalLong.of(node.path("bytes").asLong()) : OptionalLong.empty(),
                node.optional("charset").map(n -> n.asString()),
                node.optional("delimiter").map(n -> n.asString()),
                node.optional("proven").map(n -> n.asBoolean()),
                proof,
                node.has("columns")
                        ? JSON.convertValue(node.path("columns"), new TypeReference<List<String>>() {})
                        : List.of());
    }

    private static Map<String, Object> map(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }

    private static Map<String, Long> numbers(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
    }

    private static Map<String, Double> doubles(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
