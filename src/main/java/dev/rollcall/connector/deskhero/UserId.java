package dev.rollcall.connector.deskhero;

import dev.rollcall.person.TenantUserId;

/// `DTO_user.id`: the one id that calls take.
record UserId(int value) {

    TenantUserId tenantUserId() {
        return new TenantUserId(Integer.toString(value));
    }
}
