package dev.rollcall.connector;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import java.util.List;
import java.util.Optional;

/// Speaks one tenant's API. Every method is one attempt, blocks its caller (a virtual thread) until the answer is
/// there or the time-out of the transport is over, and may be called by many threads at once. Where an answer
/// takes several calls (a token, then a tenant to select), any of them may be what the answer is about.
public interface Connector extends AutoCloseable {

    Abilities abilities();

    /// Gets a new token and uses it from now on. Refused with `CREDENTIALS` where they are wrong.
    Answer<Session> login();

    /// The number of the session in use: 0 before the first login, one more with each. A caller whose call
    /// came back [Answer.Unauthorized] logs in only where the number is still the one that was refused.
    long session();

    /// One page of all users, active or not.
    ///
    /// @param number from 1
    Answer<Page<TenantUser>> users(int number);

    /// The users with this key: none, one, or (by e-mail) several. For tenants without such a call: refused
    /// `OTHER`.
    Answer<List<TenantUser>> find(UserKey key);

    /// One page of what users can point at.
    ///
    /// @param kind one of the reference attributes that [Abilities#readable()] names
    /// @param number from 1
    Answer<Page<Reference>> references(Attribute kind, int number);

    /// One page of invitations that are open; an empty last page where the tenant does not invite. Refused
    /// `NOT_OFFERED` where it invites, but does not list invitations.
    Answer<Page<OpenInvitation>> invitations(int number);

    Answer<Effect> write(Write write);

    /// Several writes of one kind in one call, at most [Abilities#maxBulk()].
    ///
    /// @return what the call came to; within a success one answer per write, in the order of `writes`, `Lost`
    ///     for those of which the tenant said nothing
    Answer<List<Answer<Effect>>> writeAll(List<Write> writes);

    /// Writes with the same key may go into one [#writeAll(List)] call.
    default Object batchKey(Write write) {
        return write.getClass();
    }

    @Override
    void close();

    /// A login that succeeded.
    ///
    /// @param account the employee ID, e-mail or user name that the credentials belong to, where the tenant
    ///     says so: the account that Rollcall itself logs in with is never changed
    record Session(long number, Optional<String> account) {}
}
