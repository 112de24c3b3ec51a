package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.plan.PlanOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Which tenant user is whose: the stored link first, then the match rules in order. Leaves the temporary tables
/// `renamed` (rows that name a new employee ID), `pairing` (row and user, and whether they differ), `ambiguous` (rows
/// that no rule could settle), `contested` (the users that those rows were about) and `looked` (the rows that
/// something may have to be done about).
///
/// Nearly everybody is linked to a user who is equal: the one join of [Screening] leaves no trace of them, and all that
/// follows goes over the few others.
final class Pairing {

    private static final String TABLES = """
        create temp table renamed (
            line bigint primary key, as_id text not null, verdict text not null, to_id text not null) on commit drop;
        create temp table pairing (line bigint not null, as_id text not null, remote_id text not null,
            rule text not null, s_tid tid not null, u_tid tid not null, differs boolean not null,
            known boolean not null) on commit drop;
        create temp table contested (remote_id text not null) on commit drop;
        create temp table ambiguous (line bigint primary key, rule text not null, others text not null) on commit drop
        """;

    /// A pair that was screened needs no link any more: there is one, or all of them are planned at once.
    private static final String SCREENED = """
        insert into pairing
        select s.line, s.employee_id, u.remote_id, ?, x.s_tid, x.u_tid, %3$s, true
        from screened x
        join staged_row s on s.run_id = %1$d and s.ctid = x.s_tid and s.line = x.line
        join tenant_user u on u.run_id = %1$d and u.ctid = x.u_tid
        %2$s
        where x.kind = 1
        """;

    private static final String RENAMED = """
        insert into pairing
        select r.line, r.as_id, u.remote_id, 'link', x.s_tid, u.ctid, true, false
        from renamed r
        join screened x on x.line = r.line
        join link l on l.job = ? and l.employee_id = r.as_id
        join tenant_user u on u.run_id = %d and u.remote_id = l.remote_id
        where r.verdict <> 'CREATE'
        """;

    /// Into a table of its own: what reads `pairing` row by row while it grows would read all of it each time.
    private static final String BY_RULE = """
        create temp table found on commit drop as
        select s.line, %6$s as as_id, u.remote_id, '%1$s' as rule, x.s_tid, u.ctid as u_tid, %2$s as differs,
            false as known
        from screened x
        join staged_row s on s.run_id = %5$d and s.ctid = x.s_tid and s.line = x.line
        left join renamed r on r.line = x.line
        join tenant_user u on u.run_id = %5$d and %3$s
        %4$s
        where x.kind = 2
            and not exists (select from pairing p where p.line = x.line)
            and not exists (select from ambiguous a where a.line = x.line)
            and not exists (select from pairing p where p.remote_id = u.remote_id)
            and not exists (select from contested c where c.remote_id = u.remote_id)
        """;

    /// Users who are linked to somebody of this export, though equal and so not in `pairing`.
    private static final String LINKED = """
        delete from pairing p using link l
        where p.rule = ? and l.job = ? and l.remote_id = p.remote_id
            and exists (select from staged_row s where s.run_id = ? and s.employee_id = l.employee_id
                and not exists (select from renamed r where r.line = s.line))
        """;

    /// Users whom the first rule gave to somebody, though equal and so not in `pairing`.
    private static final String MATCHED = """
        delete from pairing p using tenant_user u
        where p.rule = ? and u.run_id = %1$d and u.remote_id = p.remote_id
            and exists (select from staged_row s where s.run_id = %1$d and %2$s = %3$s)
        """;

    /// Two users for one row, or two rows for one user: all rows concerned are taken out.
    private static final String UNSETTLED = """
        insert into ambiguous
        select p.line, min(p.rule), coalesce(string_agg(distinct o.line::text, ', ') filter (where o.line <> p.line), '')
        from pairing p
        left join pairing o on o.remote_id = p.remote_id
        where p.rule = ? and (
            p.line in (select line from pairing where rule = ? group by line having count(*) > 1)
            or p.remote_id in (select remote_id from pairing where rule = ? group by remote_id having count(*) > 1))
        group by p.line
        on conflict do nothing
        """;

    private static final String LOOKED = """
        create temp table looked on commit drop as
        select x.line, x.s_tid, p.u_tid, p.remote_id, p.rule
        from screened x
        left join pairing p on p.line = x.line
        where x.kind in (1, 2)
            and (p.line is null or p.differs or exists (select from renamed r where r.line = x.line))
        order by x.line
        """;

    private static final String PASSED = """
        select count(*) from pairing p
        where not p.differs and not exists (select from renamed r where r.line = p.line)
        """;

    private final JdbcTemplate jdbc;
    private final PlanOrder order;
    private final Candidates candidates;
    private final StagedWords staged;
    private final Screening screening;
    private Optional<Attribute> screenedBy = Optional.empty();
    private boolean linked;

    Pairing(JdbcTemplate jdbc, PlanOrder order, Candidates candidates, StagedWords staged, Screening screening) {
        this.jdbc = jdbc;
        this.order = order;
        this.candidates = candidates;
        this.staged = staged;
        this.screening = screening;
    }

    /// @param anyLinks whether the job has any
    /// @return how many rows have a user who is equal, and so are not in `looked`
    long find(boolean anyLinks) {
        jdbc.execute(TABLES);
        linked = anyLinks;
        boolean renames = staged.renames();
        if (renames) {
            new RenamedRows(jdbc, order).find();
        }
        List<Attribute> rules = new ArrayList<>(order.rules().match());
        if (!order.abilities().knowsEmployeeIds()) {
            rules.remove(Attribute.EMPLOYEE_ID);
        }
        screen(rules, renames);
        if (screening.count(Screening.Kind.ROW) > 0 && hasUsers()) {
            rules.forEach(this::pairBy);
        }
        jdbc.execute("analyze pairing");
        jdbc.execute(LOOKED);
        jdbc.execute("analyze looked");
        return screening.count(Screening.Kind.SAME) + Objects.requireNonNull(jdbc.queryForObject(PASSED, Long.class));
    }

    /// By the links where there are any, else by the first rule where that is plain; the rules that are left are for
    /// the rows that are left.
    private void screen(List<Attribute> rules, boolean renames) {
        if (linked) {
            screening.byLink(renames);
            pairScreened("link");
            if (renames) {
                jdbc.update(RENAMED.formatted(order.runId()), order.job());
            }
        } else if (order.full() && !renames && !rules.isEmpty() && screening.byRule(rules.getFirst())) {
            screenedBy = Optional.of(rules.removeFirst());
            pairScreened(screenedBy.get().key());
        } else {
            screening.nobody();
        }
    }

    private void pairScreened(String rule) {
        if (screening.count(Screening.Kind.UNLIKE) > 0) {
            jdbc.update(SCREENED.formatted(order.runId(), candidates.joins(), candidates.differs()), rule);
        }
    }

    /// The rule by which everybody was paired at once, where nobody was linked before.
    Optional<Attribute> screenedBy() {
        return screenedBy;
    }

    private void pairBy(Attribute rule) {
        jdbc.execute("analyze pairing");
        jdbc.update(BY_RULE.formatted(
                rule.key(), candidates.differs(), condition(rule), candidates.joins(), order.runId(), asId()));
        int paired = jdbc.update(
                "insert into pairing select line, as_id, remote_id, rule, s_tid, u_tid, differs, known from found");
        jdbc.execute("drop table found");
        if (paired > 0) {
            paired -= takeOutClaimed(rule);
        }
        if (paired > 0) {
            int unsettled = jdbc.update(UNSETTLED, rule.key(), rule.key(), rule.key());
            if (unsettled > 0) {
                jdbc.update(
                        "insert into contested select p.remote_id from pairing p join ambiguous a on a.line = p.line"
                                + " where p.rule = ?",
                        rule.key());
                jdbc.update("delete from pairing p using ambiguous a where a.line = p.line and p.rule = ?", rule.key());
            }
        }
    }

    private int takeOutClaimed(Attribute rule) {
        if (linked) {
            return jdbc.update(LINKED, rule.key(), order.job(), order.runId());
        }
        return screenedBy
                .map(first -> jdbc.update(
                        MATCHED.formatted(order.runId(), MatchKeys.ofRow(first), MatchKeys.ofUser(first)), rule.key()))
                .orElse(0);
    }

    private boolean hasUsers() {
        return !jdbc.queryForList("select 1 from tenant_user where run_id = ? limit 1", order.runId())
                .isEmpty();
    }

    /// The server knows how many different employee IDs there are, and nothing about the longer expression.
    private String asId() {
        return staged.renames() ? "coalesce(r.as_id, s.employee_id)" : "s.employee_id";
    }

    private String condition(Attribute rule) {
        return rule == Attribute.EMPLOYEE_ID
                ? "u.employee_id = " + asId() + " and r.verdict is distinct from 'CREATE'"
                : MatchKeys.ofUser(rule) + " = " + MatchKeys.ofRow(rule);
    }
}
