package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Print;
import dev.rollcall.person.Reference;
import dev.rollcall.person.Value;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.ReferenceCatalog;
import dev.rollcall.plan.ReferenceCatalog.Meaning;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/// What each word (or cell of words) that the export uses for a reference means in the tenant. Leaves the
/// temporary tables `word_organization` (word, id) and `cell_tags`, `cell_groups`, `cell_roles` (words, ids); an
/// id that is null is unclear.
final class ReferenceWords {

    private static final List<Attribute> KINDS =
            List.of(Attribute.ORGANIZATION, Attribute.TAGS, Attribute.GROUPS, Attribute.ROLES);
    private static final String[] NOTHING = {};

    /// Where an export has more combinations of words, the rows with the others are compared value by value.
    private static final int MOST_PRINTS = 100_000;

    private final JdbcTemplate jdbc;
    private final Map<Attribute, Map<String, Meaning>> meanings = new EnumMap<>(Attribute.class);

    ReferenceWords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void look(PlanOrder order) {
        ReferenceCatalog catalog = new ReferenceCatalog(order.rules(), references(order.runId()));
        for (Attribute kind : KINDS) {
            if (order.abilities().readable().contains(kind)) {
                List<String[]> cells = cells(kind);
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
    private List<String[]> cells(Attribute kind) {
        String cell = kind == Attribute.ORGANIZATION ? "array[d.cell]" : "d.cell";
        return jdbc.query(
                "select %1$s as cell from (select distinct %2$s as cell from wording where %2$s is not null) d"
                        .formatted(cell, kind.key()),
                (row, n) -> (String[]) row.getArray("cell").getArray());
    }

    /// The prints that users have of whom nothing is asked in any reference, by the prints of the rows' words. Words
    /// that are unclear, clear a value or ask for a new tag have none.
    Prints prints(PlanOrder order) {
        List<Long> words = new ArrayList<>();
        List<Long> references = new ArrayList<>();
        jdbc.query(
                """
                select words_print, tags, array[organization] as organization, groups, roles
                from wording
                where words_print is not null
                limit ?
                """,
                row -> {
                    OptionalLong print = print(row, order.abilities().readable());
                    if (print.isPresent()) {
                        words.add(row.getLong("words_print"));
                        references.add(print.getAsLong());
                    }
                },
                MOST_PRINTS);
        return new Prints(words, references);
    }

    private OptionalLong print(ResultSet row, Set<Attribute> readable) throws SQLException {
        Map<Attribute, Value> wanted = new EnumMap<>(Attribute.class);
        for (Attribute kind : KINDS) {
            Array array = readable.contains(kind) ? row.getArray(kind.key()) : null;
            String[] cell = array == null ? NOTHING : (String[]) array.getArray();
            if (array == null || (kind == Attribute.ORGANIZATION && cell[0] == null)) {
                continue;
            }
            String[] ids = ids(kind, cell);
            if (ids == null || ids.length == 0) {
                return OptionalLong.empty();
            }
            wanted.put(kind, kind == Attribute.ORGANIZATION ? Value.text(ids[0]) : Value.items(ids));
        }
        return OptionalLong.of(Print.references(new Attributes(wanted), wanted.keySet()));
    }

    /// Pairs of prints, in two lists of the same length.
    record Prints(List<Long> ofWords, List<Long> ofReferences) {
        Long[] words() {
            return ofWords.toArray(Long[]::new);
        }

        Long[] references() {
            return ofReferences.toArray(Long[]::new);
        }
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
