package dev.rollcall.push;

import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Tenants;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/// A sandbox tenant over a real socket, a real database, and the beans that push.
final class Rig implements AutoCloseable {

    static final String JOB = "acme";
    static final long RUN = 1;

    final Sandbox sandbox;
    final SandboxTenant tenant;
    final JdbcClient jdbc;
    final Journal journal;
    private final AnnotationConfigApplicationContext context;
    private long seq;

    Rig(TestDatabase database) {
        this(database, "{}");
    }

    Rig(TestDatabase database, String seeds) {
        this(database.dataSource(), seeds);
    }

    Rig(DataSource database, String seeds) {
        sandbox = Sandbox.start(SandboxSettings.of(new TenantSettings("rk", TenantSystem.RUANGKERJA, Map.of(), seeds)));
        tenant = sandbox.tenant("rk");
        context = beans(database);
        jdbc = context.getBean(JdbcClient.class);
        journal = context.getBean(Journal.class);
        for (String table : List.of("journal", "planned_change", "link", "own_value", "push_turn", "run")) {
            jdbc.sql("delete from " + table).update();
        }
        jdbc.sql("drop table if exists tenant_user_1").update();
        jdbc.sql("create table tenant_user_1 partition of tenant_user for values in (1)")
                .update();
        jdbc.sql("""
                        insert into run (run_id, job, trigger, mode, state, queued_at, started_at)
                        overriding system value values (1, 'acme', 'rest', 'full', 'PUSHING', now(), now())""").update();
    }

    /// The beans that push, on a pool of their own.
    static AnnotationConfigApplicationContext beans(DataSource database) {
        return beans(database, Duration.ofSeconds(1));
    }

    /// @param patience for a connection to the database
    static AnnotationConfigApplicationContext beans(DataSource database, Duration patience) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> pool(database, patience));
        context.register(Beans.class);
        context.refresh();
        return context;
    }

    private static DataSource pool(DataSource database, Duration patience) {
        var config = new com.zaxxer.hikari.HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(6);
        config.setConnectionTimeout(patience.toMillis());
        config.setInitializationFailTimeout(-1);
        return new com.zaxxer.hikari.HikariDataSource(config);
    }

    /// Plans one more change; remote id and snapshot row are the employee ID's.
    long plan(String kind, String action, String id, String before, String after, Long... needs) {
        return planInCycle(kind, action, id, before, after, 0, needs);
    }

    long planInCycle(String kind, String action, String id, String before, String after, long group, Long... needs) {
        seq++;
        jdbc.sql("""
                        insert into planned_change (run_id, seq, kind, action, employee_id, remote_id, before, after, needs, group_no)
                        values (1, :seq, :kind, :action, :id, :remote, cast(:before as jsonb), cast(:after as jsonb), :needs, :group)""")
                .param("seq", seq)
                .param("kind", kind)
                .param("action", action)
                .param("id", id)
                .param("remote", action.equals("create") ? null : id, java.sql.Types.VARCHAR)
                .param("before", before)
                .param("after", after)
                .param("needs", needs)
                .param("group", group)
                .update();
        return seq;
    }

    /// The row of the snapshot for a user of the sandbox.
    void snapshot(String id, String name) {
        jdbc.sql("""
                        insert into tenant_user (run_id, remote_id, employee_id, active, untouchable, name, email, phone,
                            username, tags, organization, groups, roles, membership_type)
                        values (1, :id, :id, true, false, :name, :email, '', '', '{}', '', '{}', '{}', '')""")
                .param("id", id)
                .param("name", name)
                .param("email", id.toLowerCase(java.util.Locale.ROOT) + "@contoh.co.id")
                .update();
    }

    static String person(String id) {
        return "{\"name\": \"Orang %s\", \"email\": \"%s@contoh.co.id\"}"
                .formatted(id, id.toLowerCase(java.util.Locale.ROOT));
    }

    static String seeded(String... ids) {
        List<String> users = new ArrayList<>();
        for (String id : ids) {
            users.add("{\"employeeID\": \"%s\", \"name\": \"Orang %s\", \"email\": \"%s@contoh.co.id\"}"
                    .formatted(id, id, id.toLowerCase(java.util.Locale.ROOT)));
        }
        return "{\"users\": [" + String.join(",", users) + "]}";
    }

    void open() {
        journal.open(RUN, Map.of());
    }

    PushOutcome push(boolean bulk, int concurrency) {
        return push(bulk, concurrency, Duration.ofSeconds(5), () -> false);
    }

    PushOutcome push(boolean bulk, int concurrency, Duration timeout, BooleanSupplier cancelled) {
        PushSettings settings = new PushSettings(concurrency, OptionalInt.empty(), bulk, 6, timeout);
        try (TenantLine line = line(settings, "sandbox-secret")) {
            return context.getBean(Push.class).push(new PushOrder(RUN, JOB, line, settings, cancelled, progress -> {}));
        }
    }

    TenantLine line(PushSettings settings, String secret) {
        return context.getBean(Tenants.class).open(JOB, target(tenant.url(), settings, secret), settings);
    }

    static Target target(URI url, PushSettings settings, String secret) {
        return new Target(
                "ruangkerja",
                url,
                Map.of("clientId", Secret.of("sandbox"), "clientSecret", Secret.of(secret)),
                Map.of(),
                settings.timeout());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Map<String, Long> states() {
        record Count(String state, long many) {}
        return jdbc
                .sql("select state, count(*) as many from journal group by state")
                .query((row, n) -> new Count(row.getString("state"), row.getLong("many")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Count::state, Count::many));
    }

    List<String> column(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Override
    public void close() {
        context.close();
        sandbox.close();
    }

    /// Not found by the component scan of tests that start the whole application.
    @EnableTransactionManagement
    @ComponentScan({"dev.rollcall.tenant", "dev.rollcall.push", "dev.rollcall.connector.ruangkerja"})
    static class Beans {
        @Bean
        JdbcClient jdbc(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
