package dev.rollcall.push;

import dev.rollcall.person.Attribute;
import java.util.Optional;

/// What of a tenant's refusal is understood, beyond its code.
///
/// @param attribute the one that the tenant complains about, where it names one
/// @param variant of the code's message and hint; empty for the plain one
public record Complaint(Optional<Attribute> attribute, String variant) {

    static final Complaint NONE = new Complaint(Optional.empty(), "");
    /// The contract with the tenant allows no more users; no other row mends that.
    static final Complaint BILLING = new Complaint(Optional.empty(), "billing");
    /// The user is not there any more.
    static final Complaint GONE = new Complaint(Optional.empty(), "gone");

    static Complaint about(Attribute attribute) {
        return new Complaint(Optional.of(attribute), "remote");
    }
}
