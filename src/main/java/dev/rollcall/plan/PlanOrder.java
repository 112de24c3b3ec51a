package dev.rollcall.plan;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.reconcile.Rules;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// @param full whether the export names everybody
/// @param proven whether it was proven complete
/// @param account the account that Rollcall itself logs in with, where the tenant says so
/// @param contactRequired whether nobody can be created in the tenant without an e-mail or a phone number
/// @param accepted rows that staging accepted, second copies of identical rows among them
/// @param reinviteBefore invitations sent before this that are no longer open are sent again; empty: none are
/// @param headers each mapped attribute's header as HR knows it
public record PlanOrder(
        long runId,
        String job,
        boolean full,
        boolean proven,
        Rules rules,
        Gates gates,
        Abilities abilities,
        Optional<String> account,
        boolean contactRequired,
        long accepted,
        Map<Attribute, String> headers,
        Instant expiresAt,
        Optional<Instant> reinviteBefore) {

    public PlanOrder {
        headers = Map.copyOf(headers);
    }

    /// An order of a job that never invites anybody twice.
    public PlanOrder(
            long runId,
            String job,
            boolean full,
            boolean proven,
            Rules rules,
            Gates gates,
            Abilities abilities,
            Optional<String> account,
            boolean contactRequired,
            long accepted,
            Map<Attribute, String> headers,
            Instant expiresAt) {
        this(
                runId,
                job,
                full,
                proven,
                rules,
                gates,
                abilities,
                account,
                contactRequired,
                accepted,
                headers,
                expiresAt,
                Optional.empty());
    }

    /// Whether the attribute plays a part in what is planned: shown by the tenant, or part of who the row is about.
    public boolean compares(Attribute attribute) {
        return attribute.kind() == Attribute.Kind.IDENTITY
                || attribute == Attribute.ACTIVE
                || abilities.readable().contains(attribute);
    }

    /// Whether people whom the export does not name are to be deactivated.
    public boolean deactivatesAbsent() {
        return full && proven && rules.absent() == Rules.Absent.DEACTIVATE;
    }
}
