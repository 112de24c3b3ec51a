package dev.rollcall.push;

import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Answer.Refused;
import dev.rollcall.connector.Effect;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.RowCode;

/// Says a tenant's refusal in our codes: by the attribute it complains about, where it names one.
final class Complaints {

    private Complaints() {}

    static Verdict.Fail of(Refused<Effect> no) {
        if (no.kind() == Refusal.BILLING) {
            return new Verdict.Fail(RowCode.REMOTE_REJECTED, no.code(), no.message(), Complaint.BILLING);
        }
        return no.attribute()
                .map(attribute -> new Verdict.Fail(
                        code(attribute, no.kind()), no.code(), no.message(), Complaint.about(attribute)))
                .orElseGet(() -> new Verdict.Fail(RowCode.REMOTE_REJECTED, no.code(), no.message()));
    }

    /// The user who was to be changed is not there any more.
    static Verdict.Fail gone(Refused<Effect> no) {
        return new Verdict.Fail(RowCode.REMOTE_REJECTED, no.code(), no.message(), Complaint.GONE);
    }

    private static RowCode code(Attribute attribute, Refusal kind) {
        boolean taken = kind == Refusal.EMAIL_EXISTS || kind == Refusal.VALUE_EXISTS;
        return switch (attribute) {
            case EMPLOYEE_ID, NEW_EMPLOYEE_ID -> RowCode.INVALID_EMPLOYEE_ID;
            case NAME -> RowCode.MISSING_NAME;
            case EMAIL -> taken ? RowCode.EMAIL_TAKEN : RowCode.INVALID_EMAIL;
            case PHONE -> taken ? RowCode.DUPLICATE_PHONE : RowCode.INVALID_PHONE;
            case USERNAME -> taken ? RowCode.DUPLICATE_USERNAME : RowCode.INVALID_USERNAME;
            case TAGS -> RowCode.UNKNOWN_TAG;
            case ORGANIZATION -> RowCode.UNKNOWN_ORGANIZATION;
            case GROUPS -> RowCode.UNKNOWN_GROUP;
            case ROLES -> RowCode.UNKNOWN_ROLE;
            case ACTIVE, MEMBERSHIP_TYPE -> RowCode.UNKNOWN_VALUE;
        };
    }
}
