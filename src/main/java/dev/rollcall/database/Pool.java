package dev.rollcall.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/// The connection pool: it notices a lost server within seconds and recovers by itself when that is back.
final class Pool {
    private Pool() {}

    static HikariDataSource open(ServerAddress server, int connections) {
        var config = new HikariConfig();
        config.setPoolName("rollcall");
        config.setJdbcUrl(server.url());
        config.setUsername(server.user().isEmpty() ? null : server.user());
        config.setPassword(server.password().isEmpty() ? null : server.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(3).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        config.setInitializationFailTimeout(
                -1); // it was reachable a moment ago; if it is not now, the pool waits for it
        config.addDataSourceProperty("ApplicationName", "rollcall");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("loginTimeout", "10");
        config.addDataSourceProperty("socketTimeout", "900");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // the server's detail lines quote rows, and exceptions reach the log
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }
}
