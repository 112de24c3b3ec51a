package dev.rollcall.plan.jdbc;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.plan.GateKind;
import dev.rollcall.plan.Gates;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.reconcile.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// Rows, users and links put into the real tables by hand, and the plan that comes of them.
final class PlanTables {

    static final String JOB = "acme";
    static final Abilities RUANGKERJA = new Abilities(
            true,
            true,
            Abilities.Creation.DIRECT,
            100,
            100,
            EnumSet.of(
                    Attribute.NAME,
                    Attribute.EMAIL,
                    Attribute.PHONE,
                    Attribute.USERNAME,
                    Attribute.TAGS,
                    Attribute.ORGANIZATION),
            EnumSet.of(
                    Attribute.NAME,
                    Attribute.EMAIL,
                    Attribute.PHONE,
                    Attribute.USERNAME,
                    Attribute.TAGS,
                    Attribute.ORGANIZATION,
                    Attribute.ACTIVE),
            EnumSet.of(
                    Attribute.NAME,
                    Attribute.PHONE,
                    Attribute.USERNAME,
                    Attribute.TAGS,
                    Attribute.ORGANIZATION,
                    Attribute.ACTIVE),
            EnumSet.of(Attribute.PHONE, Attribute.TAGS, Attribute.ORGANIZATION),
            EnumSet.of(Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME),
            EnumSet.of(Attribute.EMAIL),
            true,
            Set.of(),
            EnumSet.of(Attribute.TAGS),
            Duration.ZERO,
            true);

    static final Rules RULES = new Rules(
            List.of(Attribute.EMPLOYEE_ID),
            Rules.Absent.KEEP,
            Rules.AbsentScope.MANAGED,
            Set.of("ADMIN1"),
            Set.of(),
            Map.of(),
            false,
            "/",
            Rules.Sets.OWN,
            Rules.Telling.REPORT,
            Rules.Telling.APPLY);

    static final Gates GATES = new Gates(
            Map.of(
                    GateKind.DEACTIVATE, new Gates.Limit(10, 5),
                    GateKind.RENAME, new Gates.Limit(10, 5),
                    GateKind.BLANK, new Gates.Limit(50, 10)),
            Duration.ofDays(7));

    private final TestDatabase database;
    private final JdbcClient jdbc;
    private final long runId;
    private long line = 1;

    PlanTables(TestDatabase database, long runId) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.runId = runId;
        jdbc.sql("truncate link, own_value, invitation, finding, rejected_row, planned_change")
                .update();
        jdbc.sql("create table staged_row_%1$d partition of staged_row for values in (%1$d)".formatted(runId))
                .update();
        jdbc.sql("create table tenant_user_%1$d partition of tenant_user for values in (%1$d)".formatted(runId))
                .update();
    }

    PlanTables row(
            String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Boolean active,
            String... tags) {
        return add(id, null, name, email, phone, active, tags);
    }

    PlanTables renaming(String id, String newId, String name) {
        return add(id, newId, name, null, null, true);
    }

    private PlanTables add(
            String id,
            @Nullable String newId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Boolean active,
            String... tags) {
        jdbc.sql("insert into staged_row (run_id, line, employee_id, new_employee_id, name, email, phone, active, tags)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(
                        runId, ++line, id, newId, name, email, phone, active, tags.length == 0 ? null : tags))
                .update();
        return this;
    }

    PlanTables user(String id, String name, String email, String phone, boolean active, String... tags) {
        jdbc.sql("insert into tenant_user (run_id, remote_id, employee_id, active, untouchable, name, email, phone,"
                        + " username, tags, organization, groups, roles, membership_type)"
                        + " values (?, ?, ?, ?, false, ?, ?, ?, '', ?, '', '{}', '{}', '')")
                .params(runId, id, id, active, name, email, phone, tags)
                .update();
        return this;
    }

    PlanTables linked(String employeeId, String remoteId) {
        jdbc.sql("insert into link (job, employee_id, remote_id, made_by_run) values (?, ?, ?, 0)")
                .params(JOB, employeeId, remoteId)
                .update();
        return this;
    }

    PlanTables tag(String id, String name) {
        jdbc.sql("insert into tenant_reference values (?, 'tags', ?, ?, ?, true, false)")
                .params(runId, id, name, name)
                .update();
        return this;
    }

    PlanTables sql(String sql) {
        jdbc.sql(sql).update();
        return this;
    }

    PlanOutcome plan() {
        return plan(RULES, true);
    }

    PlanOutcome plan(Rules rules, boolean proven) {
        return planning().plan(order(runId, line - 1, rules, proven, GATES, false));
    }

    PlanOutcome plan(PlanOrder order) {
        return planning().plan(order);
    }

    static PlanOrder order(long runId, long accepted) {
        return order(runId, accepted, RULES, true, GATES, false);
    }

    static PlanOrder order(
            long runId, long accepted, Rules rules, boolean proven, Gates gates, boolean contactRequired) {
        return new PlanOrder(
                runId,
                JOB,
                true,
                proven,
                rules,
                gates,
                RUANGKERJA,
                Optional.empty(),
                contactRequired,
                accepted,
                Map.of(Attribute.EMAIL, "Surel"),
                Instant.parse("2026-12-01T00:00:00Z"));
    }

    long rows() {
        return line - 1;
    }

    JdbcPlanning planning() {
        var source = database.dataSource();
        return new JdbcPlanning(source, new DataSourceTransactionManager(source));
    }

    /// Each change as one line: `update E1 {"name":"A"} -> {"name":"B"}`.
    List<String> changes() {
        return jdbc.sql("select case kind when 'change' then '' else kind || ' ' end || action || ' ' || employee_id"
                        + " || ' ' || before::text || ' -> ' || after::text from planned_change where run_id = ?"
                        + " order by seq")
                .param(runId)
                .query(String.class)
                .list();
    }

    /// The gates of each change that is held.
    List<String> held() {
        return jdbc.sql("select held_by::text from planned_change where run_id = ? and held_by <> '{}' order by seq")
                .param(runId)
                .query(String.class)
                .list();
    }

    List<String> findings() {
        return jdbc.sql("select line || ' ' || code || ' ' || header || ' ' || value from finding where run_id = ?"
                        + " order by line, code")
                .param(runId)
                .query(String.class)
                .list();
    }
}
