package dev.rollcall.sandbox.deskhero;

import static dev.rollcall.sandbox.deskhero.DeskheroOption.EVERYONE;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.PAGE_BASE;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.PAGING;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.PARTIAL_PUT;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.TAKE_DEFAULT;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.TAKE_MOST;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.UNKNOWN_ID_STATUS;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.PageOf;
import dev.rollcall.sandbox.http.Request;
import dev.rollcall.sandbox.http.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Users / List and Users / Update (pages users_list_get and users_update_put). Used under the API's lock.
final class UserCalls {

    private final Office office;
    private final Shapes shapes;
    private final Options options;

    UserCalls(Office office, Shapes shapes, Options options) {
        this.office = office;
        this.shapes = shapes;
        this.options = options;
    }

    Response list(Call call) {
        Request request = call.request();
        if (!request.parameters("filters").isEmpty()) {
            throw Refusal.invalid("filters", "Filters are not imitated: no page names their operators.");
        }
        List<String> only = request.parameters("response_field_keys");
        return page(call, found(request), person -> {
            ObjectNode user = shapes.user(person);
            return only.isEmpty() ? user : user.retain(only);
        });
    }

    private List<Person> found(Request request) {
        String search = request.parameter("search").orElse("").toLowerCase(Locale.ROOT);
        List<Person> people = office.people();
        if (!search.isEmpty()) {
            people = people.stream()
                    .filter(p -> (p.email + " " + p.fullName())
                            .toLowerCase(Locale.ROOT)
                            .contains(search))
                    .toList();
        }
        String order = request.parameter("sort_order").orElse("asc").toLowerCase(Locale.ROOT);
        boolean descending = order.startsWith("desc") || order.equals("1");
        String key = request.parameter("sort_by_key").orElse("");
        if (key.equals("id") && !descending) {
            return people;
        }
        Comparator<Person> by = by(key);
        return people.stream().sorted(descending ? by.reversed() : by).toList();
    }

    /// Without a key the last changed comes first, so that a reader who does not ask for an order sees pages
    /// move.
    private static Comparator<Person> by(String key) {
        return switch (key) {
            case "" -> Comparator.comparing((Person person) -> person.updated).reversed();
            case "id" -> Comparator.comparingInt(person -> person.id);
            case "email" -> Comparator.comparing(person -> person.email);
            case "full_name" -> Comparator.comparing(Person::fullName);
            case "created" -> Comparator.comparing(person -> person.created);
            default -> throw Refusal.invalid("sort_by_key", "Unknown field " + key + ".");
        };
    }

    <T> Response page(Call call, List<T> all, Function<T, ? extends JsonNode> json) {
        int base = options.number(PAGE_BASE);
        int page = number(call.request(), "page", base);
        int take = Math.min(number(call.request(), "take", options.number(TAKE_DEFAULT)), options.number(TAKE_MOST));
        if (page < base || take < 1) {
            throw Refusal.invalid("page", "The page must be at least " + base + " and take at least 1.");
        }
        boolean whole = options.is(PAGING, "ignored");
        PageOf<T> cut = PageOf.cut(all, whole ? 1 : page - base + 1L, whole ? all.size() : take, call.pageFault());
        ArrayNode items = Json.array();
        cut.items().forEach(item -> items.add(json.apply(item)));
        return shapes.many(items, cut.total(), page, take);
    }

    private static int number(Request request, String name, int fallback) {
        String given = request.parameter(name).orElse("");
        if (given.isEmpty()) {
            return fallback;
        }
        if (!given.matches("[0-9]{1,8}")) {
            throw Refusal.invalid(name, "The value '" + given + "' is not valid.");
        }
        return Integer.parseInt(given);
    }

    Response update(Call call, Person caller, String id, JsonNode body) {
        Person person =
                id.matches("[0-9]{1,9}") ? office.person(Integer.parseInt(id)).orElse(null) : null;
        if (person == null) {
            throw new Refusal(options.number(UNKNOWN_ID_STATUS), "NOT_FOUND", "User not found.", "id");
        }
        try {
            change(caller, person, body);
            call.touched(person.email, "update", true);
        } catch (Refusal refusal) {
            call.touched(person.email, "update", false);
            throw refusal;
        }
        return shapes.one(shapes.user(person));
    }

    private void change(Person caller, Person person, JsonNode body) {
        boolean partial = options.on(PARTIAL_PUT);
        Role role = partial && !Fields.given(body, "role") ? person.role : Fields.choice(body, "role", Role.class);
        Status status =
                partial && !Fields.given(body, "status") ? person.status : Fields.choice(body, "status", Status.class);
        List<Group> groups = partial && !Fields.given(body, "groups") ? person.groups : groups(body);
        if (role == Role.UNKNOWN || status == Status.UNKNOWN) {
            throw Refusal.invalid(role == Role.UNKNOWN ? "role" : "status", "UNKNOWN is not allowed.");
        }
        requireRight(caller, person, role, status);
        if (options.is(EVERYONE, "refused") && !office.withEveryone(groups).equals(groups)) {
            throw Refusal.invalid("groups", "Nobody can leave the everyone group.");
        }
        person.role = role;
        person.status = status;
        person.groups = office.withEveryone(groups);
        office.touch(person);
    }

    private void requireRight(Person caller, Person person, Role role, Status status) {
        boolean steps = role != person.role || status != person.status;
        if (caller.role != Role.OWNER && (person.role == Role.OWNER || role == Role.OWNER)) {
            throw Refusal.forbidden("Only an owner can make or change an owner.");
        }
        if (person.role == Role.OWNER && steps && office.owners() == 1) {
            throw Refusal.invalid("role", "The last owner must stay.");
        }
        if (person.id == caller.id && steps) {
            throw Refusal.invalid("role", "You cannot change your own role or status.");
        }
    }

    private List<Group> groups(JsonNode body) {
        return Fields.list(body, "groups").stream()
                .map(reference -> group(Fields.id(reference.path("id"), "groups")))
                .distinct()
                .toList();
    }

    Group group(int id) {
        return office.group(id).orElseThrow(() -> Refusal.invalid("groups", "Group " + id + " not found."));
    }
}
