package dev.rollcall.snapshot;

import dev.rollcall.person.TenantUser;

/// Takes the users of one snapshot. May be called by several threads, one at a time.
public interface UserSink extends AutoCloseable {
    void add(TenantUser user);

    /// Keeps what was added as the run's snapshot. What is closed before this leaves nothing behind.
    void keep();

    @Override
    void close();
}
