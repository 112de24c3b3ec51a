package dev.rollcall.database;

/// Where a PostgreSQL database is and who may enter it. Never prints the password.
///
/// @param url a JDBC URL
public record ServerAddress(String url, String user, String password) {

    /// The URL without its parameters, which may hold a password.
    public String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return "%s as %s".formatted(place(), user.isEmpty() ? "(no user)" : user);
    }
}
