package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.reconcile.Rules;
import java.util.ArrayList;
import java.util.List;

/// The query for the few rows of an export that something may have to be done about: everybody else is equal to the
/// tenant's user that it was paired with.
record Candidates(PlanOrder order) {

    private static final List<Attribute> SETS = List.of(Attribute.TAGS, Attribute.GROUPS, Attribute.ROLES);

    private static final String SELECT = """
        select s.line, s.employee_id, s.name, s.email, s.phone, s.username, s.active, s.tags, s.organization,
            s.groups, s.roles, s.membership_type,
            r.as_id, r.verdict, r.to_id, p.rule, a.rule as ambiguous_rule, a.others as ambiguous_others,
            u.remote_id as u_id, u.employee_id as u_employee_id, u.active as u_active,
            u.untouchable as u_untouchable, u.name as u_name, u.email as u_email, u.phone as u_phone,
            u.username as u_username, u.tags as u_tags, u.organization as u_organization, u.groups as u_groups,
            u.roles as u_roles, u.membership_type as u_membership_type,
            coalesce(o.invitation_id, i.invitation_id, n.invitation_id) as invitation_id,
            o.invitation_id is not null or coalesce(i.listed, n.listed) as listed,
            coalesce(i.invited_at, n.invited_at) as invited_at %s
        from looked p
        join staged_row s on s.run_id = %d and s.ctid = p.s_tid and s.line = p.line
        left join renamed r on r.line = s.line
        left join ambiguous a on a.line = s.line
        left join tenant_user u on u.run_id = %d and u.ctid = p.u_tid and u.remote_id = p.remote_id
        left join invitation i on i.job = ? and i.employee_id = s.employee_id and p.remote_id is null
        left join invitation n on n.job = ? and n.employee_id = r.as_id and n.employee_id <> s.employee_id
            and p.remote_id is null
        left join open_invitation o on o.run_id = s.run_id and o.email_key = coalesce(s.email_key, s.email)
            and p.remote_id is null
        %s
        order by s.line
        """;

    String sql() {
        StringBuilder columns = new StringBuilder();
        StringBuilder joins = new StringBuilder();
        for (Attribute set : SETS) {
            if (reads(set)) {
                String key = set.key();
                joins.append(own(key));
                columns.append(", o_%1$s.ids as own_%1$s".formatted(key));
            }
        }
        return SELECT.formatted(columns, order.runId(), order.runId(), joins);
    }

    /// What a row `s` is compared with beside the user `u`.
    String joins() {
        StringBuilder joins = new StringBuilder();
        if (reads(Attribute.ORGANIZATION)) {
            joins.append(" left join word_organization wo on wo.word = s.organization");
        }
        for (Attribute set : SETS) {
            if (reads(set)) {
                String key = set.key();
                joins.append(" left join cell_%1$s c_%1$s on c_%1$s.words = s.%1$s".formatted(key));
                if (order.rules().sets() == Rules.Sets.OWN) {
                    joins.append(own(key));
                }
            }
        }
        return joins.toString();
    }

    /// What the job itself once added, looked up for one user at a time: few are looked at, and a job may have added
    /// something to everybody.
    private String own(String key) {
        return order.rules().sets() == Rules.Sets.OWN
                ? """
                 left join lateral (select array_agg(v.value order by v.value collate "C") as ids from own_value v
                    where v.job = '%1$s' and v.remote_id = u.remote_id and v.attribute = '%2$s') o_%2$s on true
                """.formatted(order.job(), key)
                : " left join lateral (select null::text[] as ids) o_%s on true".formatted(key);
    }

    /// Whether a row `s` asks for something that the user `u` has not; never null.
    String differs() {
        List<String> differs = new ArrayList<>(List.of("false"));
        for (Attribute attribute : order.abilities().readable()) {
            differs.addAll(difference(attribute));
        }
        return "(s.active <> u.active or (coalesce(s.active, u.active) and (" + String.join(" or ", differs)
                + "))) is true";
    }

    private boolean reads(Attribute attribute) {
        return order.abilities().readable().contains(attribute);
    }

    private List<String> difference(Attribute attribute) {
        return switch (attribute) {
            case NAME -> List.of("coalesce(s.name_key, s.name) <> coalesce(u.name_key, u.name)");
            case EMAIL -> List.of("coalesce(s.email_key, s.email) <> coalesce(u.email_key, u.email)");
            case PHONE -> List.of("s.phone <> coalesce(u.phone_key, u.phone)");
            case USERNAME -> List.of("s.username <> u.username");
            case MEMBERSHIP_TYPE -> List.of("s.membership_type <> u.membership_type");
            case ORGANIZATION -> List.of("(s.organization is not null and wo.id is distinct from u.organization)");
            case TAGS, GROUPS, ROLES -> List.of(setDifference(attribute.key()));
            case EMPLOYEE_ID, NEW_EMPLOYEE_ID, ACTIVE -> List.of();
        };
    }

    /// The table "Sets" as a condition; the core decides what the set is to be. The look into the job's own values is
    /// dear, and needed only where one of them is no longer wanted.
    private String setDifference(String key) {
        String unclear = "c_%1$s.ids is null".formatted(key);
        String missing = "not (c_%1$s.ids <@ u.%1$s)".formatted(key);
        String more = switch (order.rules().sets()) {
            case MERGE -> "false";
            case REPLACE -> "not (u.%1$s <@ c_%1$s.ids)".formatted(key);
            case OWN ->
                ("(o_%1$s.ids is not null and not (o_%1$s.ids <@ c_%1$s.ids) and exists (select from"
                                + " unnest(o_%1$s.ids) own(id) where own.id = any(u.%1$s) and not own.id = any(c_%1$s.ids)))")
                        .formatted(key);
        };
        return "(s.%s is not null and (%s or %s or %s))".formatted(key, unclear, missing, more);
    }
}
