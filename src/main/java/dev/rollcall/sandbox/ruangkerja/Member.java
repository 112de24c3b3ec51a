package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.host.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A user. Absent values are "". Only the register changes one, under its lock.
final class Member {

    private static final String COMPANY = "PT Contoh Nusantara";
    private static final String COMPANY_SERIAL = "CMP-CONTOH";

    final String serial;
    String employeeId = "";
    String name = "";
    String username = "";
    String email = "";
    String phone = "";
    boolean active = true;
    List<Tag> tags = List.of();

    @Nullable
    Organization organization;

    int passwordResets;
    private byte @Nullable [] json;
    private String jsonFor = "";

    Member(String serial) {
        this.serial = serial;
    }

    /// To be called after every change.
    void changed() {
        json = null;
    }

    /// As the API shows it; kept until the next change, because a snapshot reads everybody.
    byte[] json(String absent) {
        byte[] kept = json;
        if (kept == null || !jsonFor.equals(absent)) {
            kept = Json.bytes(shown(absent));
            json = kept;
            jsonFor = absent;
        }
        return kept;
    }

    private ObjectNode shown(String absent) {
        ObjectNode shown = Json.object().put("employeeID", employeeId).put("name", name);
        put(shown, "username", username, absent);
        put(shown, "email", email, absent);
        put(shown, "phone", phone, absent);
        shown.put("isActive", active).put("companyName", COMPANY).put("companySerial", COMPANY_SERIAL);
        Organization at = organization;
        put(shown, "organizationDisplayName", at == null ? "" : at.name(), absent);
        put(shown, "organizationLevelSerial", at == null ? "" : at.serial(), absent);
        ArrayNode worn = shown.putArray("tags");
        tags.forEach(tag -> worn.addObject().put("serial", tag.serial()).put("name", tag.name()));
        return shown;
    }

    /// With what only the keeper sees.
    ObjectNode whole() {
        return shown("null").put("serial", serial).put("passwordResets", passwordResets);
    }

    private static void put(ObjectNode shown, String field, String value, String absent) {
        if (!value.isEmpty() || absent.equals("empty")) {
            shown.put(field, value);
        } else if (absent.equals("null")) {
            shown.putNull(field);
        }
    }
}
