package dev.rollcall.connector.ruangkerja;

import static dev.rollcall.connector.Json.found;

import dev.rollcall.connector.Page;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Ruangkerja's answers in our words. A user is known by the current employee ID alone: reads carry no serial.
final class Readings {

    private Readings() {}

    static Page<TenantUser> users(Wire.Users page, int number) {
        return page(page.items(), Readings::user, page.totalItems(), page.totalPage(), number);
    }

    static Page<Reference> tags(Wire.Tags page, int number) {
        return page(page.items(), Readings::tag, page.totalItems(), page.totalPage(), number);
    }

    /// Every organization of the tree, each with its path from the root.
    static Page<Reference> organizations(Wire.Structure structure) {
        List<Reference> all = new ArrayList<>();
        collect(found(structure.organizations(), "organizations"), "", all);
        return new Page<>(all, OptionalLong.of(all.size()), true);
    }

    private static <W, T> Page<T> page(
            @Nullable List<W> items,
            Function<W, T> reading,
            @Nullable Long total,
            @Nullable Integer pages,
            int number) {
        List<T> read = found(items, "items").stream().map(reading).toList();
        boolean last = read.isEmpty() || (pages == null ? read.size() < Ruangkerja.PAGE_SIZE : number >= pages);
        return new Page<>(read, total == null ? OptionalLong.empty() : OptionalLong.of(total), last);
    }

    static TenantUser user(Wire.User user) {
        String id = found(user.employeeID(), "employeeID");
        if (id.isEmpty()) {
            throw new dev.rollcall.connector.Transport.Unreadable("an empty employeeID");
        }
        Map<Attribute, Value> values = new EnumMap<>(Attribute.class);
        values.put(Attribute.NAME, text(user.name()));
        values.put(Attribute.EMAIL, text(user.email()));
        values.put(Attribute.PHONE, text(user.phone()));
        values.put(Attribute.USERNAME, text(user.username()));
        values.put(Attribute.ORGANIZATION, text(user.organizationLevelSerial()));
        values.put(Attribute.TAGS, serials(user.tags()));
        boolean active = found(user.isActive(), "isActive");
        return new TenantUser(
                new TenantUserId(id), Optional.of(new EmployeeId(id)), active, new Attributes(values), false);
    }

    private static Value text(@Nullable String text) {
        return Value.text(text == null ? "" : text);
    }

    private static Value serials(@Nullable List<Wire.Tag> tags) {
        List<Wire.Tag> given = tags == null ? List.of() : tags;
        return Value.items(
                given.stream().map(tag -> found(tag.serial(), "serial")).toList());
    }

    private static Reference tag(Wire.Tag tag) {
        return Reference.of(Attribute.TAGS, found(tag.serial(), "serial"), found(tag.name(), "name"));
    }

    private static void collect(List<Wire.Organization> level, String above, List<Reference> all) {
        for (Wire.Organization organization : level) {
            String name = found(organization.name(), "name");
            String path = above + name;
            boolean active = !Boolean.FALSE.equals(organization.isActive());
            String serial = found(organization.serial(), "serial");
            all.add(new Reference(Attribute.ORGANIZATION, serial, name, path, active, false));
            if (organization.childOrganizations() != null) {
                collect(organization.childOrganizations(), path + "/", all);
            }
        }
    }
}
