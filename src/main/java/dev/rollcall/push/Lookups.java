package dev.rollcall.push;

import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.TenantUser;
import dev.rollcall.push.Event.Asked;
import dev.rollcall.push.Event.Sighting;
import dev.rollcall.tenant.TenantLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Finds out whether a write whose answer was lost was carried out: by key, and once more where the tenant needs
/// time until a read shows a write.
record Lookups(TenantLine line, OptionalLong known) {

    /// @param some takes what was found while others are still looked for
    /// @return everybody's, also of those who were handed over before
    Map<Task, Sighting> lookUp(List<Asked> asked, Consumer<Map<Task, Sighting>> some) {
        Map<Task, Sighting> found = new HashMap<>(once(asked, some));
        Duration settles = line.abilities().settles();
        List<Asked> missing = asked.stream()
                .filter(a -> found.get(a.task()) instanceof Sighting.Nothing)
                .toList();
        if (settles.isPositive() && !missing.isEmpty()) {
            line.pause(settles);
            found.putAll(once(missing, some));
        }
        return found;
    }

    private Map<Task, Sighting> once(List<Asked> asked, Consumer<Map<Task, Sighting>> some) {
        Lookup lookup = new Lookup(line, known);
        Map<Task, Sighting> found = new HashMap<>();
        Map<UserKey, List<Task>> byKey = new HashMap<>();
        for (Asked one : asked) {
            switch (one.write()) {
                case Write.CreateReference(Attribute kind, String name) ->
                    found.put(
                            one.task(),
                            lookup.reference(kind, name)
                                    .<Sighting>map(Sighting.Ref::new)
                                    .orElse(new Sighting.Nothing()));
                case Write.Create create when invites() -> found.put(one.task(), invitation(lookup, create));
                case Write.Create _, Write.Update _, Write.Rename _, Write.ChangeEmail _, Write.RevokeInvitation _ -> {
                    // by its key, below
                }
            }
            if (!found.containsKey(one.task()) || found.get(one.task()) instanceof Sighting.Nothing) {
                key(one.write())
                        .ifPresent(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>())
                                .add(one.task()));
                found.putIfAbsent(one.task(), new Sighting.Nothing());
            }
        }
        if (!byKey.isEmpty()) {
            Map<UserKey, List<TenantUser>> users = lookup.users(byKey.keySet(), part -> some.accept(seen(byKey, part)));
            found.putAll(seen(byKey, users));
        }
        return found;
    }

    private static Map<Task, Sighting> seen(Map<UserKey, List<Task>> byKey, Map<UserKey, List<TenantUser>> users) {
        Map<Task, Sighting> seen = new HashMap<>();
        users.forEach((key, found) -> byKey.getOrDefault(key, List.of())
                .forEach(task -> first(found).ifPresent(user -> seen.put(task, new Sighting.User(user)))));
        return seen;
    }

    private boolean invites() {
        return line.abilities().creation() == dev.rollcall.person.Abilities.Creation.INVITATION;
    }

    private static Sighting invitation(Lookup lookup, Write.Create create) {
        return lookup.invitation(create.wanted().text(Attribute.EMAIL))
                .<Sighting>map(Sighting.Invitation::new)
                .orElse(new Sighting.Nothing());
    }

    private static Optional<TenantUser> first(List<TenantUser> users) {
        return users.size() == 1 ? Optional.of(users.getFirst()) : Optional.empty();
    }

    private Optional<UserKey> key(Write write) {
        return switch (write) {
            case Write.Create(var id, var wanted) ->
                Optional.of(
                        line.abilities().knowsEmployeeIds()
                                ? new UserKey.ByEmployeeId(id)
                                : new UserKey.ByEmail(wanted.text(Attribute.EMAIL)));
            case Write.Rename rename -> Optional.of(new UserKey.ByEmployeeId(rename.newEmployeeId()));
            case Write.ChangeEmail change ->
                Optional.of(new UserKey.ById(change.current().id()));
            case Write.Update update ->
                Optional.of(new UserKey.ById(update.current().id()));
            case Write.CreateReference _, Write.RevokeInvitation _ -> Optional.empty();
        };
    }
}
