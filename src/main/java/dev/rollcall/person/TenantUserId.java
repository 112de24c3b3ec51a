package dev.rollcall.person;

/// The id under which the tenant knows a user, as its API takes it in a path: Ruangkerja the current employeeID,
/// Deskhero `DTO_user.id`, Garment the user's UUID.
public record TenantUserId(String value) implements Comparable<TenantUserId> {

    public TenantUserId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a tenant user id is not empty");
        }
    }

    @Override
    public int compareTo(TenantUserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
