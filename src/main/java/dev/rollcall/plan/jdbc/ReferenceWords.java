package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.ReferenceCatalog;
import dev.rollcall.plan.ReferenceCatalog.Meaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/// What each word (or cell of words) that the export uses for a reference means in the tenant. Leaves the
/// temporary tables `word_organization` (word, id) and `cell_tags`, `cell_groups`, `cell_roles` (words, ids); an
/// id that is null is unclear.
final class ReferenceWords {

    private final JdbcTemplate jdbc;
    private final Map<Attribute, Map<String, Meaning>> meanings = new EnumMap<>(Attribute.class);

    ReferenceWords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void look(PlanOrder order) {
        ReferenceCatalog catalog = new ReferenceCatalog(order.rules(), references(order.runId()));
        for (Attribute kind : List.of(Attribute.ORGANIZATION, Attribute.TAGS, Attribute.GROUPS, Attribute.ROLES)) {
            if (order.abilities().readable().contains(kind)) {
                List<String[]> cells = cells(kind, order.runId());
                Map<String, Meaning> words = new HashMap<>();
                cells.stream()
                        .flatMap(Arrays::stream)
                        .filter(word -> !word.isEmpty())
                        .forEach(word -> {
                            words.computeIfAbsent(word, w -> catalog.meaning(kind, w));
                        });
                meanings.put(kind, words);
                if (kind == Attribute.ORGANIZATION) {
                    keepWords(words);
                } else {
                    keepCells(kind, cells);
                }
            }
        }
    }

    /// What HR's word means; only words of this run's rows are known.
    Meaning meaning(Attribute kind, String word) {
        Meaning meaning = meanings.getOrDefault(kind, Map.of()).get(word);
        if (meaning == null) {
            throw new IllegalStateException("a " + kind.key() + " that no row of the run names");
        }
        return meaning;
    }

    private List<Reference> references(long runId) {
        return jdbc.query(
                "select kind, id, name, path, assignable, always from tenant_reference where run_id = ?",
                (row, n) -> new Reference(
                        kind(row.getString("kind")),
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("path"),
                        row.getBoolean("assignable"),
                        row.getBoolean("always")),
                runId);
    }

    private static Attribute kind(String stored) {
        return Attribute.ofKey(stored).orElseGet(() -> Attribute.valueOf(stored));
    }

    /// The different cells that the export has of a kind, each with its words.
    private List<String[]> cells(Attribute kind, long runId) {
        String cell = kind == Attribute.ORGANIZATION ? "array[organization]" : kind.key();
        return jdbc.query(
                "select " + cell + " as cell from (select distinct " + kind.key()
                        + " from staged_row where run_id = ? and " + kind.key() + " is not null) d",
                (row, n) -> (String[]) row.getArray("cell").getArray(),
                runId);
    }

    private void keepWords(Map<String, Meaning> words) {
        jdbc.execute("create temp table word_organization (word text primary key, id text) on commit drop");
        List<Map.Entry<String, Meaning>> entries = new ArrayList<>(words.entrySet());
        jdbc.batchUpdate("insert into word_organization values (?, ?)", entries, 1000, (insert, entry) -> {
            insert.setString(1, entry.getKey());
            insert.setString(2, entry.getValue() instanceof Meaning.Known(String id) ? id : null);
        });
        jdbc.execute("insert into word_organization values ('', '') on conflict do nothing");
        jdbc.execute("analyze word_organization");
    }

    private void keepCells(Attribute kind, List<String[]> cells) {
        String table = "cell_" + kind.key();
        jdbc.execute("create temp table " + table + " (words text[] primary key, ids text[]) on commit drop");
        jdbc.batchUpdate("insert into " + table + " values (?, ?)", cells, 1000, (insert, cell) -> {
            insert.setArray(1, insert.getConnection().createArrayOf("text", cell));
            String[] ids = ids(kind, cell);
            insert.setArray(2, ids == null ? null : insert.getConnection().createArrayOf("text", ids));
        });
        jdbc.execute("analyze " + table);
    }

    private String @org.jspecify.annotations.Nullable [] ids(Attribute kind, String[] cell) {
        TreeSet<String> ids = new TreeSet<>();
        for (String word : Arrays.stream(cell).filter(w -> !w.isEmpty()).toList()) {
            switch (meaning(kind, word)) {
                case Meaning.Known(String id) -> ids.add(id);
                case Meaning.New(String name) -> ids.add(PlannedChange.NEW_REFERENCE + name);
                case Meaning.Unclear unclear -> {
                    return null;
                }
            }
        }
        return ids.toArray(String[]::new);
    }
}
