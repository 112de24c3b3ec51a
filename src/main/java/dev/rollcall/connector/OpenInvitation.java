package dev.rollcall.connector;

import dev.rollcall.person.InvitationId;

/// An invitation that waits for the person to accept it.
public record OpenInvitation(InvitationId id, String email) {}
