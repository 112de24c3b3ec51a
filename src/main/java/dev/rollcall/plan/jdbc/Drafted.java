package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.Canonical;
import dev.rollcall.plan.FreeOrder;
import dev.rollcall.plan.PlannedChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The changes of a plan in the making, in the temporary table `drafted`: a first load of a tenant has as many changes
/// as rows, more than fit into memory.
///
/// Of values that only one user may have, each change says what it takes and what it gives up. A change that is gone
/// was taken back out; one that is bound takes what another gives up, or the other way round.
final class Drafted {

    static final List<Attribute> CLAIMED =
            List.of(Attribute.EMPLOYEE_ID, Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME);

    private static final String TABLE = """
            create temp table drafted (
                no bigint not null, rank int not null, action text not null, employee_id text not null, remote_id text,
                line bigint, before text not null, after text not null, global boolean not null,
                matched_by text not null, new_tags text[] not null, blanks text[] not null,
                takes_employee_id text, takes_email text, takes_phone text, takes_username text,
                gives_employee_id text, gives_email text, gives_phone text, gives_username text,
                gone boolean not null default false, bound boolean not null default false) on commit drop
            """;

    private static final String COLUMNS = """
            drafted (no, rank, action, employee_id, remote_id, line, before, after, global, matched_by, new_tags, blanks,
                takes_employee_id, takes_email, takes_phone, takes_username,
                gives_employee_id, gives_email, gives_phone, gives_username)""";

    private final JdbcTemplate jdbc;
    private final Set<Attribute> unique;
    private final CopyLines lines;
    private long number;

    /// @param unique attributes of which no two users of the tenant may have the same value
    Drafted(JdbcTemplate jdbc, Set<Attribute> unique) {
        this.jdbc = jdbc;
        this.unique = unique;
        jdbc.execute(TABLE);
        this.lines = new CopyLines(jdbc, COLUMNS);
    }

    void add(PlannedChange change) {
        lines.number(++number)
                .number((long) FreeOrder.rank(change.kind(), change.action()))
                .text(change.action().key())
                .text(change.employeeId())
                .text(change.remoteId().orElse(null))
                .number(change.line().isPresent() ? change.line().getAsLong() : null)
                .text(Canonical.json(change.before()))
                .text(Canonical.json(change.after()))
                .flag(change.global())
                .text(change.matchedBy())
                .array(change.newReferences())
                .array(change.blanks().stream().map(Attribute::key).toList());
        CLAIMED.forEach(attribute -> lines.text(taken(change, attribute)));
        CLAIMED.forEach(
                attribute -> lines.text(claimed(attribute, change.before().text(attribute))));
        lines.end();
    }

    private @Nullable String taken(PlannedChange change, Attribute attribute) {
        return attribute == Attribute.EMPLOYEE_ID && change.action() == Action.CREATE
                ? change.employeeId()
                : claimed(attribute, change.after().text(attribute));
    }

    private @Nullable String claimed(Attribute attribute, String value) {
        boolean only = attribute == Attribute.EMPLOYEE_ID || unique.contains(attribute);
        return !only || value.isEmpty() ? null : Comparison.key(attribute, value);
    }

    /// Everything is in the table from now on.
    void close() {
        lines.flush();
        jdbc.execute("analyze drafted");
    }

    boolean isEmpty() {
        return number == 0;
    }

    static String column(Attribute claimed) {
        return claimed == Attribute.EMPLOYEE_ID ? "employee_id" : claimed.key();
    }

    Map<Action, Long> counts() {
        Map<Action, Long> counts = new EnumMap<>(Action.class);
        jdbc.query("select action, count(*) as many from drafted where not gone group by action", row -> {
            counts.put(action(row), row.getLong("many"));
        });
        return counts;
    }

    Map<Attribute, Long> blanks() {
        Map<Attribute, Long> counts = new EnumMap<>(Attribute.class);
        jdbc.query(
                "select blank, count(*) as many from drafted cross join unnest(blanks) blank where not gone"
                        + " group by blank",
                row -> {
                    counts.put(Attribute.ofKey(row.getString("blank")).orElseThrow(), row.getLong("many"));
                });
        return counts;
    }

    /// Names of the tags that changes need and the plan is to create.
    List<String> newTags() {
        return jdbc.queryForList(
                "select distinct tag from drafted cross join unnest(new_tags) tag where not gone", String.class);
    }

    static Action action(ResultSet row) throws SQLException {
        return Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT));
    }

    static PlannedChange change(ResultSet row) throws SQLException {
        long line = row.getLong("line");
        return new PlannedChange(
                PlannedChange.Kind.CHANGE,
                action(row),
                row.getString("employee_id"),
                Optional.ofNullable(row.getString("remote_id")),
                line == 0 ? OptionalLong.empty() : OptionalLong.of(line),
                StoredAttributes.of(row.getString("before")),
                StoredAttributes.of(row.getString("after")),
                row.getBoolean("global"),
                row.getString("matched_by"));
    }
}
