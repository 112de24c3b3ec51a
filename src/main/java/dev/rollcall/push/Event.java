package dev.rollcall.push;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the threads that call the tenant tell the pushing thread.
sealed interface Event {

    /// @param whole what a call for many came to; its items' answers where it was a success
    record Answered(Call call, Answer<List<Answer<Effect>>> whole, boolean counted) implements Event {}

    /// The call never left.
    ///
    /// @param calledOff by the pushing thread itself
    record NotSent(Call call, boolean calledOff) implements Event {}

    /// Some of those who are looked up were found; the others are looked for still.
    record FoundSome(List<Asked> asked, Map<Task, Sighting> found) implements Event {}

    record LookedUp(List<Asked> asked, Map<Task, Sighting> found) implements Event {}

    record LookedUpNothing(List<Asked> asked) implements Event {}

    record Reread(List<Task> tasks, Map<Task, Optional<TenantUser>> users) implements Event {}

    record RereadNothing(List<Task> tasks) implements Event {}

    record Call(List<Task> tasks, List<Write> writes) {}

    /// A task to look up, and why.
    ///
    /// @param refused what the tenant said, where it said that the thing exists
    record Asked(Task task, Write write, Optional<Verdict.Exists> refused) {}

    /// What was found of a task whose outcome is not known.
    sealed interface Sighting {
        record User(TenantUser user) implements Sighting {}

        record Invitation(OpenInvitation invitation) implements Sighting {}

        record Ref(Reference reference) implements Sighting {}

        record Nothing() implements Sighting {}
    }
}
