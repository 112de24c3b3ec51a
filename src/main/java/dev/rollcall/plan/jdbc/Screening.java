package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.plan.PlanOrder;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// One join of all rows with all users. It counts the pairs whose prints are equal, and leaves everybody else in the
/// temporary table `screened`: by their places, since what is read of them afterwards are a few whole rows.
///
/// | kind | is | has |
/// |---|---|---|
/// | SAME | pairs that are equal, counted together | `many` |
/// | UNLIKE | a pair that may differ | row and user |
/// | ROW | a row without a user | row |
/// | USER | a user without a row who may be absent | user |
/// | OTHER | users without a row of whom nothing comes, counted together | `many` |
final class Screening {

    /// Grouped before anything is written: the server's workers do this side by side, and hand over arrays of the
    /// few places. They do so for a table that is made this way, never for an insert, and only where few groups are
    /// expected, as of truth values.
    private static final String SCREEN = """
        create temp table screened on commit drop as
        with kinds as materialized (
            select case when lone_row then 2 when lone_user then case when missed then 3 else 4 end
                    when same then 0 else 1 end as kind,
                count(*) as many,
                array_agg(line) filter (where not same and not lone_user) as lines,
                array_agg(s_tid) filter (where not same and not lone_user) as rows,
                array_agg(u_tid) filter (where missed or not (same or lone_row or lone_user)) as users
            from (
                select s.line, s.ctid as s_tid, u.ctid as u_tid,
                    u.remote_id is null as lone_row, s.line is null as lone_user,
                    (s.line is null and %4$s) is true as missed,
                    (s.values_print = u.values_print and w.users = u.references_print) is true as same
                from %1$s
                %2$s (select line, ctid, employee_id, new_employee_id, name, name_key, email, email_key, phone,
                        username, values_print, words_print from staged_row where run_id = %5$d) s on %3$s
                left join unnest(?::bigint[], ?::bigint[]) w(words, users) on w.words = s.words_print) one
            group by lone_row, lone_user, missed, same)
        select k.kind, k.many, e.line, e.s_tid, e.u_tid
        from kinds k
        left join lateral unnest(k.lines, k.rows, k.users) e(line, s_tid, u_tid) on true
        """;

    private static final String USERS =
            "(select ctid, remote_id, employee_id, active, name, name_key, email, email_key, phone, phone_key,"
                    + " username, values_print, references_print from tenant_user where run_id = %d) u";

    private static final String UNSCREENED = """
        create temp table screened on commit drop as
        select 2 as kind, 1::bigint as many, line, ctid as s_tid, null::tid as u_tid from staged_row where run_id = %1$d
        union all
        select 3, 1, null, null, ctid from tenant_user where run_id = %1$d and active and %2$s
        """;

    /// What became of the rows and users.
    enum Kind {
        SAME,
        UNLIKE,
        ROW,
        USER,
        OTHER
    }

    private final JdbcTemplate jdbc;
    private final PlanOrder order;
    private final ReferenceWords.Prints prints;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    Screening(JdbcTemplate jdbc, PlanOrder order, ReferenceWords.Prints prints) {
        this.jdbc = jdbc;
        this.order = order;
        this.prints = prints;
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /// Pairs each row with the user whom the job's links name.
    ///
    /// @param renames whether there are rows that name another employee ID: they are left over
    void byLink(boolean renames) {
        String id = renames
                ? "case when s.new_employee_id <> '' and s.new_employee_id <> s.employee_id then null else"
                        + " s.employee_id end"
                : "s.employee_id";
        String users =
                USERS.formatted(order.runId()) + " left join (select employee_id, remote_id from link where job = '"
                        + order.job() + "') l on l.remote_id = u.remote_id";
        screen(
                users,
                id + " = l.employee_id",
                order.deactivatesAbsent() ? "u.active" : "u.active and l.remote_id is not null");
    }

    /// Pairs each row with the user whom the rule finds, where nobody is linked and nobody renamed.
    ///
    /// @return whether each row has found at most one user and each user at most one row; else nothing is screened
    boolean byRule(Attribute rule) {
        screen(
                USERS.formatted(order.runId()),
                MatchKeys.ofRow(rule) + " = " + MatchKeys.ofUser(rule),
                order.deactivatesAbsent() ? "u.active" : "false");
        long pairs = count(Kind.SAME) + count(Kind.UNLIKE);
        boolean oneToOne = pairs == all("staged_row") - count(Kind.ROW)
                && pairs == all("tenant_user") - count(Kind.USER) - count(Kind.OTHER);
        if (!oneToOne) {
            jdbc.execute("drop table screened");
        }
        return oneToOne;
    }

    private long all(String table) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from " + table + " where run_id = ?", Long.class, order.runId()));
    }

    /// Leaves all rows, and all users who may be absent, to be looked at one by one.
    void nobody() {
        jdbc.execute(UNSCREENED.formatted(order.runId(), Boolean.toString(order.deactivatesAbsent())));
        count();
    }

    private void screen(String users, String condition, String mayBeAbsent) {
        String join = order.full() ? "full join" : "right join";
        jdbc.update(connection -> {
            PreparedStatement insert =
                    connection.prepareStatement(SCREEN.formatted(users, join, condition, mayBeAbsent, order.runId()));
            Array words = connection.createArrayOf("bigint", prints.words());
            Array references = connection.createArrayOf("bigint", prints.references());
            insert.setArray(1, words);
            insert.setArray(2, references);
            return insert;
        });
        count();
    }

    private void count() {
        counts.clear();
        jdbc.query(
                "select kind, case when kind in (0, 4) then max(many) else count(*) end as many from screened group by"
                        + " kind",
                row -> {
                    counts.put(Kind.values()[row.getInt("kind")], row.getLong("many"));
                });
        jdbc.execute("analyze screened");
    }
}
