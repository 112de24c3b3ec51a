package dev.rollcall.person;

/// The tenant's id of an invitation that a person has not accepted yet.
public record InvitationId(String value) {

    /// Stands for the id of an invitation whose answer was lost, until the tenant lists it.
    public static final InvitationId UNSEEN = new InvitationId("unseen");

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
