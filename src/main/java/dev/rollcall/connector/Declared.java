package dev.rollcall.connector;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Holds writes to what a connector declares, before anything is sent.
public final class Declared {

    /// The code of a refusal that never left this worker.
    public static final String NOT_OFFERED = "NOT_OFFERED";

    private Declared() {}

    /// The refusal of a write that the abilities do not name; empty where they name it.
    public static <T> Optional<Answer<T>> refusal(Abilities abilities, Write write) {
        return switch (write) {
            case Write.Create(var _, Attributes wanted) -> undeclared(wanted, abilities.creatable(), "a new user");
            case Write.Update(var _, Attributes changes) -> update(abilities, changes);
            case Write.Rename(var _, var _, Attributes changes) ->
                abilities.renames() ? update(abilities, changes) : refused("another employee ID");
            case Write.ChangeEmail _ -> abilities.emailByCall() ? Optional.empty() : refused("a call for e-mails");
            case Write.RevokeInvitation _ ->
                abilities.creation() == Abilities.Creation.INVITATION ? Optional.empty() : refused("invitations");
            case Write.CreateReference(Attribute kind, String _) ->
                abilities.creatableReferences().contains(kind) ? Optional.empty() : refused("new " + kind.key());
        };
    }

    private static <T> Optional<Answer<T>> update(Abilities abilities, Attributes changes) {
        Optional<Answer<T>> undeclared = undeclared(changes, abilities.updatable(), "an update");
        return undeclared.or(() -> changes.values().entrySet().stream()
                .filter(change -> change.getValue().isEmpty())
                .map(change -> change.getKey())
                .filter(attribute -> !abilities.clearable().contains(attribute))
                .findFirst()
                .map(attribute -> notOffered("clearing " + attribute.key())));
    }

    private static <T> Optional<Answer<T>> undeclared(Attributes given, Set<Attribute> declared, String where) {
        return given.keys().stream()
                .filter(attribute -> !declared.contains(attribute))
                .findFirst()
                .map(attribute -> notOffered(attribute.key() + " in " + where));
    }

    /// The refusal of a call for many: too many, more than one kind, or one of them undeclared; empty where it
    /// may be sent.
    public static <T> Optional<Answer<T>> batch(Abilities abilities, List<Write> writes, Function<Write, Object> key) {
        if (writes.isEmpty() || writes.size() > abilities.maxBulk() || abilities.maxBulk() < 2) {
            return refused(writes.size() + " writes in one call (at most " + abilities.maxBulk() + ")");
        }
        if (writes.stream().map(key).distinct().count() > 1) {
            return refused("writes of several kinds in one call");
        }
        return writes.stream()
                .map(write -> Declared.<T>refusal(abilities, write))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static <T> Optional<Answer<T>> refused(String what) {
        return Optional.of(notOffered(what));
    }

    /// The refusal of something that the API does not have.
    public static <T> Answer<T> notOffered(String what) {
        return new Answer.Refused<>(
                NOT_OFFERED,
                "Found " + what + "; the tenant's API does not offer it, so nothing was sent.",
                Answer.Refusal.NOT_OFFERED);
    }
}
