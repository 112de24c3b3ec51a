package dev.rollcall.sandbox.deskhero;

import static dev.rollcall.sandbox.deskhero.DeskheroOption.CAP;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.INVITE_DAYS;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.INVITE_MOST;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.REINVITE;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.http.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Invitations (pages user_invites_create_v2_post, user_invites_revoke_put). Used under the API's lock.
final class InviteCalls {

    private final Office office;
    private final Shapes shapes;
    private final Options options;
    private final UserCalls users;

    InviteCalls(Office office, Shapes shapes, Options options, UserCalls users) {
        this.office = office;
        this.shapes = shapes;
        this.options = options;
        this.users = users;
    }

    Response create(Call call, Person caller, JsonNode body) {
        List<String> emails = emails(body);
        try {
            return invited(call, caller, body, emails);
        } catch (Refusal refusal) {
            emails.forEach(email -> note(call, email, false));
            throw refusal;
        }
    }

    private Response invited(Call call, Person caller, JsonNode body, List<String> emails) {
        Role role = Fields.choice(body, "tenant_role", Role.class);
        if (role == Role.UNKNOWN) {
            throw Refusal.invalid("tenant_role", "UNKNOWN is not allowed.");
        }
        if (role == Role.OWNER && caller.role != Role.OWNER) {
            throw Refusal.forbidden("Only an owner can invite an owner.");
        }
        List<Group> groups = Fields.list(body, "group_ids").stream()
                .map(id -> users.group(Fields.id(id, "group_ids")))
                .toList();
        List<String> fresh = fresh(emails);
        boolean over = options.number(CAP) > 0 && needed(fresh) > options.number(CAP);
        ArrayNode invites = Json.array();
        for (String email : over ? List.<String>of() : fresh) {
            invites.add(shapes.invite(office.invite(email, role, groups, options.number(INVITE_DAYS))));
        }
        emails.forEach(email -> note(call, email, !over && fresh.contains(email)));
        ObjectNode answer = Json.object();
        answer.set("invites", invites);
        answer.set("capped_amount", capped(over, over ? needed(fresh) : needed(List.of())));
        return shapes.one(answer);
    }

    private static void note(Call call, String email, boolean applied) {
        call.touched(email, "invite", applied);
        call.created(applied, "invite:" + email.toLowerCase(Locale.ROOT));
    }

    private int needed(List<String> fresh) {
        return office.people().size() + office.openInvites().size() + fresh.size();
    }

    private ObjectNode capped(boolean over, int needed) {
        ObjectNode capped = Json.object().put("is_shopify_payment", false);
        capped.put("current_user_count", office.people().size());
        capped.put("current_invite_count", office.openInvites().size());
        capped.put("require_increase", over).put("minimum_required_cap", needed);
        return capped.put("current_cap", options.number(CAP));
    }

    private List<String> emails(JsonNode body) {
        var emails = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (JsonNode email : Fields.list(body, "emails")) {
            if (!email.isString() || !email.stringValue().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
                throw Refusal.invalid("emails", "Not an e-mail address.");
            }
            if (seen.add(email.stringValue().toLowerCase(Locale.ROOT))) {
                emails.add(email.stringValue());
            }
        }
        if (emails.isEmpty() || emails.size() > options.number(INVITE_MOST)) {
            throw Refusal.invalid("emails", "Expected 1 to " + options.number(INVITE_MOST) + " addresses.");
        }
        return emails;
    }

    private List<String> fresh(List<String> emails) {
        var fresh = new ArrayList<String>();
        for (String email : emails) {
            boolean known =
                    office.person(email).isPresent() || office.openInvite(email).isPresent();
            if (known && options.is(REINVITE, "refuse")) {
                throw Refusal.invalid("emails", email + " is a member or has been invited already.");
            }
            if (!known) {
                fresh.add(email);
            }
        }
        return fresh;
    }

    Response list(Call call) {
        return users.page(call, office.openInvites(), shapes::invite);
    }

    Response revoke(Call call, JsonNode body) {
        int id = Fields.id(body.path("id"), "id");
        Invite invite = office.openInvite(id).orElseThrow(() -> Refusal.invalid("id", "The invite is not active."));
        office.close(invite);
        call.touched(invite.email(), "revoke", true);
        return shapes.many(Json.object().put("message", "Invite revoked"), 1, 1, 1);
    }
}
