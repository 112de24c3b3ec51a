package dev.rollcall.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// The application's one data source. The embedded server is a bean that it depends on, so it stops after
/// everybody who uses the data source has stopped.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseBeans {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);

    @Bean
    @Conditional(NoServerGiven.class)
    EmbeddedPostgres embeddedPostgres(@Value("${rollcall.home}") Path home) throws IOException, InterruptedException {
        return EmbeddedPostgres.start(home.resolve("postgres"), Durability.SAFE);
    }

    @Bean
    HikariDataSource dataSource(DatabaseSettings settings, @Nullable EmbeddedPostgres embedded)
            throws InterruptedException {
        ServerAddress server = address(settings, embedded);
        if (embedded == null) {
            new ServerWait(BETWEEN_TRIES).until(server);
        }
        return Pool.open(server, settings.connections());
    }

    @Bean
    DatabaseWatch databaseWatch(HikariDataSource pool, DatabaseSettings settings, @Nullable EmbeddedPostgres embedded) {
        return new DatabaseWatch(pool, address(settings, embedded));
    }

    private static ServerAddress address(DatabaseSettings settings, @Nullable EmbeddedPostgres embedded) {
        return embedded == null
                ? new ServerAddress(settings.url(), settings.user(), settings.password())
                : embedded.address();
    }

    /// No `rollcall.db.url`, or an empty one.
    static final class NoServerGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment().getProperty("rollcall.db.url", "").isBlank();
        }
    }
}
