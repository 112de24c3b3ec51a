package dev.rollcall.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/// A fresh, migrated database on a real PostgreSQL for each test class. One server serves the whole test JVM; a
/// database
/// is a copy of a template that was migrated once, so it costs some 50 ms.
///
/// Without Spring:
/// ```java
/// @RegisterExtension
/// static final TestDatabase database = new TestDatabase();
///
/// @Test
/// void countsRuns() {
///     database.jdbc().sql("select count(*) from run").query(Long.class).single();   // or database.dataSource()
/// }
/// ```
/// With Spring, each application context gets a database of its own:
/// ```java
/// @SpringBootTest
/// @ContextConfiguration(initializers = TestDatabase.ForSpring.class)
/// ```
/// A worker in a process of its own takes `--rollcall.db.url`, `.user` and `.password` from [#address()].
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private ServerAddress address = new ServerAddress("", "", "");

    @Override
    public void beforeAll(ExtensionContext context) {
        address = fresh();
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        Cluster.INSTANCE.sql("drop database if exists " + name(address) + " with (force)");
    }

    /// Where this class's database is.
    public ServerAddress address() {
        return address;
    }

    /// Unpooled connections to this class's database.
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /// A client on [#dataSource()].
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /// Makes one more migrated database, which stays until the test JVM ends.
    public static ServerAddress fresh() {
        return Cluster.INSTANCE.copyOfTemplate("test_" + NUMBERS.incrementAndGet());
    }

    private static String name(ServerAddress address) {
        return address.url().substring(address.url().lastIndexOf('/') + 1);
    }

    /// Gives a Spring test context a fresh database.
    public static final class ForSpring implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            ServerAddress database = fresh();
            TestPropertyValues.of(
                            "rollcall.db.url=" + database.url(),
                            "rollcall.db.user=" + database.user(),
                            "rollcall.db.password=" + database.password(),
                            "rollcall.db.connections=20")
                    .applyTo(context);
        }
    }

    /// The one server of this JVM.
    private static final class Cluster {
        private static final Cluster INSTANCE = new Cluster();
        private static final String TEMPLATE = "migrated";

        private final Path folder;
        private final EmbeddedPostgres server;

        private Cluster() {
            try {
                folder = Files.createTempDirectory("rollcall-test-postgres");
                server = EmbeddedPostgres.start(folder, Durability.THROWAWAY);
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
                sql("create database " + TEMPLATE);
                ServerAddress template = in(TEMPLATE);
                Flyway.configure()
                        .dataSource(template.url(), template.user(), template.password())
                        .load()
                        .migrate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void stop() {
            try {
                server.close();
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private ServerAddress in(String database) {
            ServerAddress any = server.address();
            return new ServerAddress(any.url().replaceFirst("[^/]*$", database), any.user(), any.password());
        }

        /// PostgreSQL copies a template only while nobody is connected to it.
        private synchronized ServerAddress copyOfTemplate(String name) {
            try {
                sql("create database %s template %s strategy file_copy".formatted(name, TEMPLATE));
                return in(name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void sql(String statement) throws SQLException {
            ServerAddress any = server.address();
            try (Connection connection = DriverManager.getConnection(any.url(), any.user(), any.password())) {
                connection.createStatement().execute(statement);
            }
        }
    }
}
