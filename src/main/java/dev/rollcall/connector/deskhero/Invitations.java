package dev.rollcall.connector.deskhero;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.InvitationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Invitations of people who get the same role and the same groups: one call for up to a hundred addresses.
final class Invitations {

    private Invitations() {}

    static ObjectNode body(List<Write.Create> people, Role role) {
        ObjectNode body = Json.object();
        ArrayNode emails = body.putArray("emails");
        people.forEach(person -> emails.add(email(person)));
        ArrayNode groups = body.putArray("group_ids");
        people.getFirst().wanted().items(Attribute.GROUPS).forEach(id -> groups.add(Integer.parseInt(id)));
        return body.put("tenant_role", role.number());
    }

    /// What became of each: invited, refused for want of paid places, or not spoken of.
    static List<Answer<Effect>> outcomes(JsonNode answer, List<Write.Create> people) {
        JsonNode payload = Shapes.payload(answer);
        Map<String, InvitationId> invited = new HashMap<>();
        payload.path("invites").values().forEach(invite -> {
            var open = Shapes.invitation(invite);
            invited.put(Comparison.key(Attribute.EMAIL, open.email()), open.id());
        });
        boolean capped = payload.path("capped_amount").path("require_increase").asBoolean(false);
        List<Answer<Effect>> outcomes = new ArrayList<>();
        for (Write.Create person : people) {
            InvitationId id = invited.get(Comparison.key(Attribute.EMAIL, email(person)));
            outcomes.add(id == null ? missing(capped) : new Answer.Success<>(new Effect.Invited(id)));
        }
        return outcomes;
    }

    private static Answer<Effect> missing(boolean capped) {
        return capped
                ? new Answer.Refused<>(
                        "require_increase", "the subscription has no room for more users", Answer.Refusal.BILLING)
                : new Answer.Lost<>("no word of this address");
    }

    static String email(Write.Create person) {
        return person.wanted().text(Attribute.EMAIL);
    }
}
