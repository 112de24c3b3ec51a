package dev.rollcall.sandbox.deskhero;

import java.time.Instant;
import java.util.List;

/// An open invitation.
record Invite(int id, String email, Role role, List<Group> groups, Instant expires) {

    Invite {
        groups = List.copyOf(groups);
    }
}
