package dev.rollcall.tenant.jdbc;

import dev.rollcall.tenant.Budget;
import dev.rollcall.tenant.Slowdown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row a tenant, moved on by a batch of permits at a time.
@Repository
class JdbcBudget implements Budget {

    private static final String STANDING = """
            extract(epoch from next_at - clock_timestamp()) as next_in,
            extract(epoch from clock_timestamp() - paused_until) as since_pause,
            slow_from, slow_ceiling,
            (select case when bool_or(r.rate is null) then null else max(r.rate) end from tenant_rate r
              where r.tenant = b.tenant and r.seen_at > now() - interval '1 day') as full_rate""";
    private static final double AHEAD = 0.1;

    private final JdbcClient jdbc;

    JdbcBudget(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void register(String tenant, String job, OptionalInt rate) {
        jdbc.sql("""
                        insert into tenant_budget (tenant, next_at, paused_until)
                        values (:tenant, now() - interval '1 minute', now() - interval '1 minute') on conflict do nothing""").param("tenant", tenant).update();
        jdbc.sql("""
                        insert into tenant_rate (tenant, job, rate, seen_at) values (:tenant, :job, :rate, now())
                        on conflict on constraint tenant_rate_pk do update set rate = excluded.rate, seen_at = now()""")
                .param("tenant", tenant)
                .param("job", job)
                .param("rate", rate.isPresent() ? (Integer) rate.getAsInt() : null, java.sql.Types.INTEGER)
                .update();
    }

    @Override
    public Grant take(String tenant, int wanted, Duration apart) {
        if (wanted > 0) {
            Optional<Grant> moved = advance(tenant, wanted * seconds(apart));
            if (moved.isPresent()) {
                Grant now = moved.get();
                Duration first = now.in().minus(apart.multipliedBy(wanted));
                return new Grant(wanted, first, now.full(), now.slowdown(), now.sincePause());
            }
        }
        return jdbc.sql("select " + STANDING + " from tenant_budget b where tenant = :tenant")
                .param("tenant", tenant)
                .query(JdbcBudget::grant)
                .single();
    }

    /// Moves the row on unless it is paused or already far enough ahead. How it stands then is told by the same
    /// statement: another worker may move it on right after.
    private Optional<Grant> advance(String tenant, double span) {
        return jdbc.sql("""
                        update tenant_budget b
                           set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => :span)
                         where tenant = :tenant and paused_until <= clock_timestamp()
                           and next_at <= clock_timestamp() + make_interval(secs => :ahead)
                        returning %s""".formatted(STANDING))
                .param("tenant", tenant)
                .param("span", span)
                .param("ahead", AHEAD)
                .query(JdbcBudget::grant)
                .optional();
    }

    @Override
    public void throttled(String tenant, Duration pause, Slowdown slowdown, Duration age) {
        jdbc.sql("""
                        update tenant_budget b
                           set paused_until = greatest(paused_until, clock_timestamp() + make_interval(secs => :pause)),
                               slow_from = case when fresh then :slowFrom else slow_from end,
                               slow_ceiling = case when fresh then :ceiling else slow_ceiling end,
                               noted_at = case when fresh then clock_timestamp() else noted_at end
                          from (select coalesce(noted_at < clock_timestamp() - make_interval(secs => :age), true) as fresh
                                  from tenant_budget where tenant = :tenant for update) f
                         where tenant = :tenant""")
                .param("tenant", tenant)
                .param("pause", seconds(pause))
                .param("slowFrom", slowdown.from())
                .param("ceiling", slowdown.ceiling())
                .param("age", seconds(age))
                .update();
    }

    private static Grant grant(ResultSet row, int number) throws SQLException {
        Duration nextIn = span(row.getDouble("next_in"));
        Duration sincePause = span(row.getDouble("since_pause"));
        @Nullable Double from = row.getObject("slow_from", Double.class);
        Optional<Slowdown> slowdown =
                from == null ? Optional.empty() : Optional.of(new Slowdown(from, row.getDouble("slow_ceiling")));
        @Nullable Integer full = row.getObject("full_rate", Integer.class);
        return new Grant(
                0,
                sincePause.isNegative() ? sincePause.negated() : nextIn,
                full == null ? OptionalDouble.empty() : OptionalDouble.of(full),
                slowdown,
                sincePause);
    }

    private static double seconds(Duration span) {
        return span.toNanos() / 1e9;
    }

    private static Duration span(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
