package dev.rollcall.connector.deskhero;

import tools.jackson.databind.JsonNode;

/// `tenant_user_status`; DEACTIVE is spelt so there. UNKNOWN is never sent.
enum Status {
    UNKNOWN(0),
    ACTIVE(1),
    DEACTIVE(2);

    private final int number;

    Status(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Status of(boolean active) {
        return active ? ACTIVE : DEACTIVE;
    }

    static Status of(JsonNode node) {
        String word = node.asString("");
        for (Status status : values()) {
            if (status.name().equals(word) || Integer.toString(status.number).equals(word)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
