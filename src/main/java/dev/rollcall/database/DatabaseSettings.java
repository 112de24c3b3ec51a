package dev.rollcall.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rollcall.db`: the server to use.
///
/// @param url a PostgreSQL JDBC URL; empty for an embedded server under the home folder
/// @param connections the most that the pool opens
@ConfigurationProperties("rollcall.db")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("20") int connections) {

    DatabaseSettings {
        url = url.strip();
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw new DatabaseNotStarted(
                    "ROLLCALL_DB_URL (rollcall.db.url) is not a PostgreSQL JDBC URL",
                    "write it as jdbc:postgresql://host:5432/database, with ROLLCALL_DB_USER and ROLLCALL_DB_PASSWORD beside it");
        }
    }
}
