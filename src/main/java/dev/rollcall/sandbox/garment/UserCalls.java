package dev.rollcall.sandbox.garment;

import static dev.rollcall.sandbox.garment.GarmentOption.KNOWN_EMAIL;
import static dev.rollcall.sandbox.garment.GarmentOption.LEFT_OUT;
import static dev.rollcall.sandbox.garment.GarmentOption.MEMBERSHIP_TYPES;
import static dev.rollcall.sandbox.garment.GarmentOption.PER_PAGE_DEFAULT;
import static dev.rollcall.sandbox.garment.GarmentOption.PER_PAGE_MOST;
import static dev.rollcall.sandbox.garment.GarmentOption.READ_LAG;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.PageOf;
import dev.rollcall.sandbox.http.Request;
import dev.rollcall.sandbox.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tenant Users, Create Tenant User, Update Tenant User. Used under the API's lock.
final class UserCalls {

    private static final List<String> STATUSES = List.of("active", "inactive", "suspended");

    private final Central central;
    private final Envelope envelope;
    private final Options options;

    UserCalls(Central central, Envelope envelope, Options options) {
        this.central = central;
        this.envelope = envelope;
        this.options = options;
    }

    Response list(Call call, Company company) {
        int page = number(call.request(), "page", 1);
        int most = options.number(PER_PAGE_MOST);
        int size = Math.min(number(call.request(), "per_page", options.number(PER_PAGE_DEFAULT)), most);
        Instant now = central.now();
        List<Membership> shown =
                shown(company, now, call.request().parameter("search").orElse(""));
        PageOf<Membership> cut = PageOf.cut(shown, page, size, call.pageFault());
        ArrayNode items = Json.array();
        cut.items().forEach(member -> items.add(member.shown(now).orElseGet(() -> member.json(now, company.roles()))));
        ObjectNode meta = Json.object().put("current_page", page).put("per_page", size);
        meta.put("total", cut.total()).put("last_page", Math.max(1, cut.pages(size)));
        return envelope.list(call, items, meta);
    }

    private List<Membership> shown(Company company, Instant now, String search) {
        if (search.isEmpty() && options.number(READ_LAG) == 0) {
            return company.inOrder();
        }
        String part = search.toLowerCase(Locale.ROOT);
        return company.inOrder().stream()
                .filter(member -> (member.person.name + " " + member.person.email + " " + member.person.username)
                        .toLowerCase(Locale.ROOT)
                        .contains(part))
                .filter(member -> member.shown(now).isPresent())
                .toList();
    }

    private static int number(Request request, String name, int fallback) {
        String given = request.parameter(name).orElse("");
        if (given.isEmpty()) {
            return fallback;
        }
        if (!given.matches("[1-9][0-9]{0,7}")) {
            throw Refusal.invalid(name, "The " + name + " field must be at least 1.");
        }
        return Integer.parseInt(given);
    }

    Response create(Call call, Company company, JsonNode body) {
        String email = body.path("email").asString("");
        try {
            Membership made = created(company, new UserForm(body));
            note(call, email, true);
            return envelope.written(call, 201, made.json(central.now(), company.roles()));
        } catch (Refusal refusal) {
            note(call, email, false);
            throw refusal;
        }
    }

    private static void note(Call call, String email, boolean applied) {
        call.touched(email, "create", applied);
        call.created(applied, "email:" + email.toLowerCase(Locale.ROOT));
    }

    private Membership created(Company company, UserForm form) {
        String name = form.required("name");
        String email = form.required("email");
        String type = form.required("membership_type");
        Optional<String> username = form.text("username");
        Optional<String> phone = form.text("phone");
        Optional<String> userId = form.text("user_id");
        boolean active = form.flag("is_active").orElse(true);
        String status = form.text("status").orElse(active ? "active" : "inactive");
        List<String> roles = form.roleIds(company.roles()).orElse(List.of());
        Optional<String> password = password(form);
        checkShape(form, email, type, status, active);
        Optional<CentralUser> known = userId.flatMap(central::person).or(() -> central.byEmail(email));
        known.ifPresent(person -> checkAttachable(form, company, person, userId.isPresent()));
        String id = known.map(person -> person.id).orElse("");
        checkUnique(form, username.orElse(""), id);
        form.throwFaults();
        CentralUser person = known.orElseGet(() -> central.add(userId.orElseGet(central::newId)));
        var membership = new Membership(person);
        set(membership, type, active, status, roles);
        company.add(membership);
        central.change(
                person,
                () -> {
                    person.name = name;
                    person.email = email;
                    username.ifPresent(value -> person.username = value);
                    phone.ifPresent(value -> person.phone = value);
                    password.ifPresent(value -> person.password = value);
                },
                lag());
        return membership;
    }

    private void checkAttachable(UserForm form, Company company, CentralUser person, boolean byId) {
        boolean attaches = byId || options.is(KNOWN_EMAIL, "attach");
        form.check(attaches && !company.members().containsKey(person.id), "email", "The email has already been taken.");
    }

    Response update(Call call, Company company, String id, JsonNode body) {
        Membership member = company.members().get(id);
        if (member == null) {
            throw Refusal.of(404, "NOT_FOUND");
        }
        try {
            change(company, member, new UserForm(body));
            call.touched(member.person.email, "update", true);
        } catch (Refusal refusal) {
            call.touched(member.person.email, "update", false);
            throw refusal;
        }
        return envelope.written(call, 200, member.json(central.now(), company.roles()));
    }

    private void change(Company company, Membership member, UserForm form) {
        CentralUser person = member.person;
        String name = form.required("name");
        String email = form.required("email");
        String type = form.required("membership_type");
        String status = form.required("status");
        boolean active = form.flag("is_active").orElse(member.active);
        form.check(form.has("is_active"), "is_active", "The is_active field is required.");
        String username = form.text("username").orElse(leftOut(form, "username", person.username));
        String phone = form.text("phone").orElse(leftOut(form, "phone", person.phone));
        List<String> roles = form.roleIds(company.roles())
                .orElse(leftOut(form, "role_ids", "kept").isEmpty() ? List.of() : member.roleIds);
        Optional<String> password = password(form);
        form.check(
                form.text("user_id").orElse(person.id).equals(person.id), "user_id", "The user_id field must match.");
        checkShape(form, email, type, status, active);
        form.check(
                central.byEmail(email)
                        .filter(holder -> !holder.id.equals(person.id))
                        .isEmpty(),
                "email",
                "The email has already been taken.");
        checkUnique(form, username, person.id);
        form.throwFaults();
        set(member, type, active, status, roles);
        central.change(
                person,
                () -> {
                    person.name = name;
                    person.email = email;
                    person.username = username;
                    person.phone = phone;
                    password.ifPresent(value -> person.password = value);
                    person.passwordResets += password.isPresent() ? 1 : 0;
                },
                lag());
    }

    /// What a field that was left out becomes: nothing, or what it was.
    private String leftOut(UserForm form, String field, String was) {
        if (form.has(field)) {
            return was;
        }
        form.check(!options.is(LEFT_OUT, "refuse"), field, "The " + field + " field is required.");
        return options.is(LEFT_OUT, "keep") ? was : "";
    }

    private static Optional<String> password(UserForm form) {
        Optional<String> password = form.text("password");
        form.check(
                password.orElse("long enough").length() >= 8,
                "password",
                "The password field must be at least 8 characters.");
        return password;
    }

    private void checkShape(UserForm form, String email, String type, String status, boolean active) {
        form.check(
                email.isEmpty() || email.matches("[^@\\s]+@[^@\\s]+"),
                "email",
                "The email field must be a valid address.");
        form.check(
                type.isEmpty()
                        || Arrays.asList(options.text(MEMBERSHIP_TYPES).split(",", -1))
                                .contains(type),
                "membership_type",
                "The selected membership_type is invalid.");
        form.check(status.isEmpty() || STATUSES.contains(status), "status", "The selected status is invalid.");
        form.check(
                status.isEmpty() || active == status.equals("active"),
                "status",
                "The status must agree with is_active.");
    }

    private void checkUnique(UserForm form, String username, String id) {
        form.check(
                username.isEmpty() || !central.usernameTaken(username, id),
                "username",
                "The username has already been taken.");
    }

    private static void set(Membership member, String type, boolean active, String status, List<String> roles) {
        member.type = type;
        member.active = active;
        member.status = status;
        member.roleIds = roles;
    }

    private Duration lag() {
        return Duration.ofMillis(options.number(READ_LAG));
    }
}
