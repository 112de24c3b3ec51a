package dev.rollcall.person;

/// The tenant's id of an invitation that a person has not accepted yet.
public record InvitationId(String value) {

    public InvitationId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an invitation id is not empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
