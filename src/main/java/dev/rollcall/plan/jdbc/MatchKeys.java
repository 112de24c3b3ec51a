package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;

/// What a match rule compares, as SQL over a row `s` and a user `u`; null where there is nothing to find anybody by.
final class MatchKeys {

    private MatchKeys() {}

    static String ofRow(Attribute rule) {
        return switch (rule) {
            case EMPLOYEE_ID -> "s.employee_id";
            case EMAIL -> "nullif(coalesce(s.email_key, s.email), '')";
            case PHONE -> "nullif(s.phone, '')";
            case USERNAME -> "nullif(s.username, '')";
            case NAME -> "nullif(coalesce(s.name_key, s.name), '')";
            case NEW_EMPLOYEE_ID, ACTIVE, TAGS, ORGANIZATION, GROUPS, ROLES, MEMBERSHIP_TYPE -> throw nobody(rule);
        };
    }

    static String ofUser(Attribute rule) {
        return switch (rule) {
            case EMPLOYEE_ID -> "u.employee_id";
            case EMAIL -> "coalesce(u.email_key, u.email)";
            case PHONE -> "coalesce(u.phone_key, u.phone)";
            case USERNAME -> "u.username";
            case NAME -> "coalesce(u.name_key, u.name)";
            case NEW_EMPLOYEE_ID, ACTIVE, TAGS, ORGANIZATION, GROUPS, ROLES, MEMBERSHIP_TYPE -> throw nobody(rule);
        };
    }

    private static IllegalArgumentException nobody(Attribute rule) {
        return new IllegalArgumentException("nobody is matched by " + rule.key());
    }
}
