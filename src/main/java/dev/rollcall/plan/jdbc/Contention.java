package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.RowCode;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Sequencer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/// Values that one change takes and somebody else has: kept by a user of the tenant, the change is rejected; given up
/// by another change, the two are put in order.
final class Contention {

    private static final String TAKEN = """
        update drafted d set gone = true
        from tenant_user u
        where u.run_id = ? and not d.gone and %1$s = d.takes_%2$s and u.remote_id is distinct from d.remote_id
            and not exists (select from drafted g where not g.gone and g.gives_%2$s = d.takes_%2$s) %3$s
        returning d.no, d.line, d.employee_id, d.takes_%2$s as wanted
        """;

    private static final String BOUND = """
        update drafted d set bound = true
        from (
            select t.no as taker, g.no as giver from drafted t
            join drafted g on g.gives_%1$s = t.takes_%1$s and g.no <> t.no and not g.gone
            where not t.gone) pair
        where d.no in (pair.taker, pair.giver) and not d.bound
        """;

    private static final String ORDERED = """
        select d.no, d.action, d.employee_id, d.remote_id, d.line, d.before, d.after, d.global, d.matched_by,
            coalesce(u.email, '') as has_email
        from drafted d
        left join tenant_user u on u.run_id = ? and u.remote_id = d.remote_id
        where d.bound and not d.gone order by d.no
        """;

    private final JdbcTemplate jdbc;
    private final PlanOrder order;
    private final Draft draft;
    private final Map<PlannedChange, Long> numbers = new HashMap<>();
    private final Set<PlannedChange> lonely = new HashSet<>();
    private boolean gives;

    Contention(JdbcTemplate jdbc, PlanOrder order, Draft draft) {
        this.jdbc = jdbc;
        this.order = order;
        this.draft = draft;
    }

    /// Takes out what cannot be done, until the rest can.
    ///
    /// @return the order of the changes that others depend on or that depend on others, and of new tags
    Sequencer.Sequence settle() {
        gives = exists("select 1 from drafted where gives_employee_id is not null or gives_email is not null"
                + " or gives_phone is not null or gives_username is not null limit 1");
        while (true) {
            rejectTaken();
            Sequencer.Sequence sequence = sequence();
            if (sequence.swaps().isEmpty()) {
                return sequence;
            }
            sequence.swaps().forEach((change, attribute) -> {
                jdbc.update("update drafted set gone = true where no = ?", numbers.get(change));
                draft.rejectChange(change, RowCode.VALUE_SWAP, "", attribute);
            });
        }
    }

    private void rejectTaken() {
        if (!exists("select 1 from tenant_user where run_id = " + order.runId() + " limit 1")) {
            return;
        }
        long rejected;
        do {
            rejected = 0;
            for (Attribute attribute : Drafted.CLAIMED) {
                if (isTaken(attribute)) {
                    rejected += rejectTaken(attribute);
                }
            }
        } while (rejected > 0 && gives);
    }

    /// Whether any change takes such a value: a look at all users for nobody's sake would take its time.
    private boolean isTaken(Attribute attribute) {
        return attribute == Attribute.EMPLOYEE_ID
                ? exists("select 1 from drafted where action = 'rename' limit 1")
                        || exists("select 1 from renamed where verdict = 'CREATE' limit 1")
                : isUnique(attribute)
                        && exists("select 1 from drafted where takes_" + Drafted.column(attribute)
                                + " is not null limit 1");
    }

    /// Who is only created may find the ID in the tenant and turn out to be that user; a rename may not.
    private long rejectTaken(Attribute attribute) {
        String only = attribute == Attribute.EMPLOYEE_ID
                ? "and (d.action = 'rename' or exists (select from renamed r where r.line = d.line and r.verdict ="
                        + " 'CREATE'))"
                : "";
        long[] rejected = {0};
        Set<Long> seen = new HashSet<>();
        jdbc.query(
                TAKEN.formatted(held(attribute), Drafted.column(attribute), only),
                row -> {
                    if (seen.add(row.getLong("no"))) {
                        rejected[0]++;
                        draft.rejectTaken(
                                row.getLong("line"),
                                row.getString("employee_id"),
                                code(attribute),
                                attribute,
                                row.getString("wanted"));
                    }
                },
                order.runId());
        return rejected[0];
    }

    private Sequencer.Sequence sequence() {
        List<PlannedChange> changes = new ArrayList<>();
        draft.drafted().newTags().forEach(name -> changes.add(PlannedChange.reference(Attribute.TAGS, name)));
        numbers.clear();
        lonely.clear();
        if (gives) {
            bind();
            jdbc.query(
                    ORDERED,
                    row -> {
                        PlannedChange change = Drafted.change(row);
                        numbers.put(change, row.getLong("no"));
                        if (order.contactRequired()
                                && row.getString("has_email").isEmpty()) {
                            lonely.add(change);
                        }
                        changes.add(change);
                    },
                    order.runId());
        }
        return new Sequencer(order.abilities(), this::temporaryId, this::isClearedAhead).sequence(changes);
    }

    private void bind() {
        jdbc.update("update drafted set bound = false where bound");
        for (Attribute attribute : Drafted.CLAIMED) {
            if (attribute == Attribute.EMPLOYEE_ID || isUnique(attribute)) {
                jdbc.update(BOUND.formatted(Drafted.column(attribute)));
            }
        }
    }

    /// Nobody is left without a phone number who has no e-mail either, where the tenant demands one of them.
    private boolean isClearedAhead(PlannedChange change, Attribute attribute) {
        return attribute != Attribute.PHONE || !lonely.contains(change);
    }

    private String temporaryId(String id) {
        return "RC" + order.runId() + "T" + id.replaceAll("[^A-Za-z0-9]", "");
    }

    private boolean isUnique(Attribute attribute) {
        return order.abilities().unique().contains(attribute);
    }

    private boolean exists(String sql) {
        return !jdbc.queryForList(sql).isEmpty();
    }

    private static String held(Attribute attribute) {
        return switch (attribute) {
            case EMPLOYEE_ID -> "u.employee_id";
            case EMAIL -> "coalesce(u.email_key, u.email)";
            case PHONE -> "coalesce(u.phone_key, u.phone)";
            default -> "u.username";
        };
    }

    private static RowCode code(Attribute attribute) {
        return switch (attribute) {
            case EMPLOYEE_ID -> RowCode.EMPLOYEE_ID_TAKEN;
            case EMAIL -> RowCode.EMAIL_TAKEN;
            case PHONE -> RowCode.DUPLICATE_PHONE;
            default -> RowCode.DUPLICATE_USERNAME;
        };
    }
}
