package dev.rollcall.plan.jdbc;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.Print;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// Puts a world into the real tables, plans there, and reads back what came of it.
final class WorldTables implements AutoCloseable {

    private static final String JOB = PlanTables.JOB;

    private final SingleConnectionDataSource source;
    private final JdbcTemplate jdbc;
    private final JdbcPlanning planning;

    WorldTables(TestDatabase database) {
        source = new SingleConnectionDataSource(
                database.address().url(),
                database.address().user(),
                database.address().password(),
                true);
        jdbc = new JdbcTemplate(source);
        planning = new JdbcPlanning(source, new JdbcTransactionManager(source));
        jdbc.execute("create table if not exists staged_row_any partition of staged_row default");
        jdbc.execute("create table if not exists tenant_user_any partition of tenant_user default");
    }

    void put(World world, long run) {
        for (String table : List.of(
                "link",
                "own_value",
                "invitation",
                "staged_row",
                "staged_words",
                "rejected_row",
                "tenant_user",
                "tenant_reference")) {
            jdbc.update("delete from " + table);
        }
        world.rows.forEach(row -> put(run, row));
        if (world.rows.size() % 2 == 0) {
            gather(run, world.rows);
        }
        world.rejected.forEach(row -> jdbc.update(
                "insert into rejected_row (run_id, line, employee_id) values (?, ?, ?)", run, row.line(), row.id()));
        Set<Attribute> mapped =
                world.rows.stream().flatMap(row -> row.wanted().keys().stream()).collect(Collectors.toSet());
        world.users.forEach(user -> put(run, user, mapped));
        for (Reference reference : world.references) {
            jdbc.update(
                    "insert into tenant_reference values (?, ?, ?, ?, ?, true, false)",
                    run,
                    reference.kind().key(),
                    reference.id(),
                    reference.name(),
                    reference.name());
        }
        world.links.forEach((id, link) -> jdbc.update(
                "insert into link (job, employee_id, remote_id, previous_ids, made_by_run) values (?, ?, ?, ?, 0)",
                JOB,
                id,
                link.remoteId(),
                link.previous().toArray(String[]::new)));
        world.own.forEach((remote, sets) -> sets.forEach((attribute, values) -> values.forEach(value ->
                jdbc.update("insert into own_value values (?, ?, ?, ?)", JOB, remote, attribute.key(), value))));
        world.invitations.forEach((id, invitation) -> jdbc.update(
                "insert into invitation values (?, ?, ?, ?, now(), ?, 0)",
                JOB,
                id,
                invitation.emailKey(),
                invitation.id(),
                invitation.listed()));
    }

    private void put(long run, World.Row row) {
        Attributes wanted = row.wanted();
        jdbc.update(
                "insert into staged_row (run_id, line, employee_id, new_employee_id, name, name_key, email, email_key,"
                        + " phone, username, active, tags, organization, groups, roles, membership_type, values_print,"
                        + " words_print) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                row.line(),
                row.id(),
                row.newId(),
                text(wanted, Attribute.NAME),
                key(wanted, Attribute.NAME),
                text(wanted, Attribute.EMAIL),
                key(wanted, Attribute.EMAIL),
                text(wanted, Attribute.PHONE),
                text(wanted, Attribute.USERNAME),
                row.active(),
                items(wanted, Attribute.TAGS),
                text(wanted, Attribute.ORGANIZATION),
                items(wanted, Attribute.GROUPS),
                items(wanted, Attribute.ROLES),
                text(wanted, Attribute.MEMBERSHIP_TYPE),
                row.line() % 4 == 0 ? null : valuesPrint(row),
                row.line() % 5 == 0 ? null : wordsPrint(wanted));
    }

    /// As staging does it, unless the combinations are too many.
    private void gather(long run, List<World.Row> rows) {
        Set<Long> prints = new HashSet<>();
        for (World.Row row : rows) {
            if (prints.add(wordsPrint(row.wanted()))) {
                gather(run, row.wanted(), false);
            }
            if (row.newId() != null && !row.newId().isEmpty() && !row.newId().equals(row.id())) {
                gather(run, row.wanted(), true);
            }
        }
    }

    private void gather(long run, Attributes wanted, boolean renames) {
        jdbc.update(
                "insert into staged_words (run_id, words_print, tags, organization, groups, roles, renames)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                run,
                wordsPrint(wanted),
                items(wanted, Attribute.TAGS),
                text(wanted, Attribute.ORGANIZATION),
                items(wanted, Attribute.GROUPS),
                items(wanted, Attribute.ROLES),
                renames);
    }

    private static long valuesPrint(World.Row row) {
        Attributes wanted = row.wanted();
        return Print.wanted(
                row.active(),
                wanted.has(Attribute.NAME) ? Comparison.key(Attribute.NAME, wanted.text(Attribute.NAME)) : null,
                wanted.has(Attribute.EMAIL) ? Comparison.key(Attribute.EMAIL, wanted.text(Attribute.EMAIL)) : null,
                text(wanted, Attribute.PHONE),
                text(wanted, Attribute.USERNAME),
                text(wanted, Attribute.MEMBERSHIP_TYPE));
    }

    private static long wordsPrint(Attributes wanted) {
        return Print.words(
                words(wanted, Attribute.TAGS),
                text(wanted, Attribute.ORGANIZATION),
                words(wanted, Attribute.GROUPS),
                words(wanted, Attribute.ROLES));
    }

    private static @Nullable List<String> words(Attributes wanted, Attribute set) {
        String[] items = items(wanted, set);
        return items == null ? null : List.of(items);
    }

    private void put(long run, TenantUser user, Set<Attribute> mapped) {
        Attributes has = user.attributes();
        jdbc.update(
                "insert into tenant_user (run_id, remote_id, employee_id, active, untouchable, name, name_key, email,"
                        + " email_key, phone, username, tags, organization, groups, roles, membership_type,"
                        + " values_print, references_print)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                user.id().value(),
                user.employeeId().map(EmployeeId::value).orElse(null),
                user.active(),
                user.untouchable(),
                has.text(Attribute.NAME),
                key(has, Attribute.NAME),
                has.text(Attribute.EMAIL),
                key(has, Attribute.EMAIL),
                has.text(Attribute.PHONE),
                has.text(Attribute.USERNAME),
                has.items(Attribute.TAGS).toArray(String[]::new),
                has.text(Attribute.ORGANIZATION),
                has.items(Attribute.GROUPS).toArray(String[]::new),
                has.items(Attribute.ROLES).toArray(String[]::new),
                has.text(Attribute.MEMBERSHIP_TYPE),
                Print.had(user, mapped),
                Print.references(has, mapped));
    }

    private static @Nullable String text(Attributes attributes, Attribute attribute) {
        return attributes.has(attribute) ? attributes.text(attribute) : null;
    }

    private static @Nullable String key(Attributes attributes, Attribute attribute) {
        String value = attributes.text(attribute);
        String key = Comparison.key(attribute, value);
        return key.equals(value) ? null : key;
    }

    private static String @Nullable [] items(Attributes attributes, Attribute attribute) {
        return attributes.get(attribute).orElse(Value.flag(true)) instanceof Value.Items(var items)
                ? items.toArray(String[]::new)
                : null;
    }

    static PlanOrder order(World world, long run) {
        return new PlanOrder(
                run,
                JOB,
                world.full,
                world.proven,
                world.rules,
                PlanTables.GATES,
                world.abilities,
                Optional.empty(),
                world.contactRequired,
                world.rows.size(),
                Map.of(),
                Instant.parse("2026-12-01T00:00:00Z"));
    }

    PlanOutcome plan(World world, long run) {
        return planning.plan(order(world, run));
    }

    void adopt(long run) {
        planning.adopt(run, JOB);
    }

    /// Each change in plan order, as [CorePlan] writes it.
    List<String> changes(long run) {
        return jdbc.query(
                "select seq, kind, action, employee_id, remote_id, line, before, after, matched_by, needs, group_no,"
                        + " held_by from planned_change where run_id = ? order by seq",
                (row, n) -> CorePlan.line(
                        row.getLong("seq"),
                        row.getString("kind"),
                        row.getString("action"),
                        row.getString("employee_id"),
                        row.getString("remote_id"),
                        row.getLong("line"),
                        StoredAttributes.of(row.getString("before")),
                        StoredAttributes.of(row.getString("after")),
                        row.getString("matched_by"),
                        List.of((Long[]) row.getArray("needs").getArray()),
                        row.getLong("group_no"),
                        List.of((String[]) row.getArray("held_by").getArray())),
                run);
    }

    List<String> findings(long run) {
        return jdbc.queryForList(
                "select line || ' ' || code from finding where run_id = ? order by line, code", String.class, run);
    }

    Map<String, World.Link> links() {
        Map<String, World.Link> links = new TreeMap<>();
        jdbc.query("select employee_id, remote_id, previous_ids from link", row -> {
            links.put(row.getString("employee_id"), new World.Link(row.getString("remote_id"), List.of((String[])
                    row.getArray("previous_ids").getArray())));
        });
        return links;
    }

    @Override
    public void close() {
        source.destroy();
    }
}
