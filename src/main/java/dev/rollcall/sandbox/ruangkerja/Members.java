package dev.rollcall.sandbox.ruangkerja;

import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.CHECK_EMAIL;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.CHECK_PHONE;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.EMAIL_IN_PUT;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.NULL_CLEARS;

import dev.rollcall.sandbox.host.Options;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for creating and changing users. Used under the API's lock; a refusal changes nothing.
final class Members {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{5,14}");

    private final Register register;
    private final Tags tags;
    private final Structure structure;
    private final Serials serials;
    private final Options options;

    Members(Register register, Tags tags, Structure structure, Serials serials, Options options) {
        this.register = register;
        this.tags = tags;
        this.structure = structure;
        this.serials = serials;
        this.options = options;
    }

    Member create(Fields fields) {
        String employeeId = fields.requiredKey("employeeID");
        String name = fields.required("name");
        var member = new Member(serials.user(name));
        member.employeeId = employeeId;
        member.name = name;
        member.active = fields.requiredFlag("isActive");
        member.username = fields.key("username").orElse("");
        member.email = email(fields.text("email").orElse(""));
        member.phone = phone(fields.text("phone").orElse(""));
        fields.text("password");
        requireContact(member.email, member.phone);
        member.tags = tags.findAll(fields.texts("tagSerials").orElse(List.of()));
        member.organization = organization(fields.text("organizationSerial").orElse(""));
        register.requireFree(member, employeeId, member.email, member.phone, member.username);
        register.add(member);
        return member;
    }

    /// @param employeeId whom the call means
    Member update(String employeeId, Fields fields) {
        String name = fields.required("name");
        boolean active = fields.requiredFlag("isActive");
        if (fields.has("email") && options.is(EMAIL_IN_PUT, "refuse")) {
            throw Refusal.badRequest("email cannot be changed by this call");
        }
        String newId = fields.key("newEmployeeID").orElse(employeeId);
        Member member = register.require(employeeId);
        String username = username(fields, member);
        String phone = phone(fields, member);
        requireContact(member.email, phone);
        List<Tag> worn = worn(fields, member);
        Organization at = organization(fields, member);
        register.requireFree(member, newId, member.email, phone, username);
        register.change(member, () -> {
            member.employeeId = newId;
            member.name = name;
            member.active = active;
            member.username = username;
            member.phone = phone;
            member.tags = worn;
            member.organization = at;
        });
        return member;
    }

    Member changeEmail(Fields fields) {
        String employeeId = fields.requiredKey("employeeID");
        String email = email(fields.required("email"));
        fields.text("password");
        Member member = register.require(employeeId);
        register.requireFree(member, member.employeeId, email, member.phone, member.username);
        register.change(member, () -> {
            member.email = email;
            member.passwordResets++;
        });
        return member;
    }

    private boolean clears(Fields fields, String field) {
        return fields.isNull(field) && options.on(NULL_CLEARS);
    }

    private String username(Fields fields, Member member) {
        if (fields.text("username").filter(String::isEmpty).isPresent()) {
            throw Refusal.badRequest("username cannot be empty");
        }
        return fields.key("username").orElse(clears(fields, "username") ? "" : member.username);
    }

    private String phone(Fields fields, Member member) {
        return fields.text("phone").map(this::phone).orElse(clears(fields, "phone") ? "" : member.phone);
    }

    private List<Tag> worn(Fields fields, Member member) {
        return fields.texts("tagSerials")
                .map(tags::findAll)
                .orElse(clears(fields, "tagSerials") ? List.of() : member.tags);
    }

    private @Nullable Organization organization(Fields fields, Member member) {
        String serial = fields.text("organizationSerial").orElse(null);
        if (serial == null) {
            return clears(fields, "organizationSerial") ? null : member.organization;
        }
        return organization(serial);
    }

    private @Nullable Organization organization(String serial) {
        if (serial.isEmpty()) {
            return null;
        }
        Organization organization =
                structure.find(serial).orElseThrow(() -> Refusal.badRequest("organization " + serial + " not found"));
        if (!organization.active()) {
            throw Refusal.badRequest("organization " + serial + " is not active");
        }
        return organization;
    }

    private String email(String email) {
        if (!email.isEmpty() && options.on(CHECK_EMAIL) && !EMAIL.matcher(email).matches()) {
            throw Refusal.badRequest("email is not valid");
        }
        return email;
    }

    private String phone(String phone) {
        if (!phone.isEmpty() && options.on(CHECK_PHONE) && !PHONE.matcher(phone).matches()) {
            throw Refusal.badRequest("phone is not valid");
        }
        return phone;
    }

    private static void requireContact(String email, String phone) {
        if (email.isEmpty() && phone.isEmpty()) {
            throw Refusal.badRequest("email or phone is required");
        }
    }
}
