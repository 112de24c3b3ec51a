package dev.rollcall.connector.deskhero;

import tools.jackson.databind.JsonNode;

/// `tenant_user_role`. UNKNOWN is what an omitted role becomes, and is never sent.
enum Role {
    UNKNOWN(0),
    OWNER(1),
    ADMIN(2),
    USER(3);

    private final int number;

    Role(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// Its id as a reference.
    String id() {
        return Integer.toString(number);
    }

    /// By number or by name, as the documents leave it open; UNKNOWN for anything else.
    static Role of(JsonNode node) {
        return of(node.asString(""));
    }

    static Role of(String word) {
        for (Role role : values()) {
            if (role.name().equals(word) || role.id().equals(word)) {
                return role;
            }
        }
        return UNKNOWN;
    }
}
