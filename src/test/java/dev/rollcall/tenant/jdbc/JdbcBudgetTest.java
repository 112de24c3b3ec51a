package dev.rollcall.tenant.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.tenant.Budget.Grant;
import dev.rollcall.tenant.Slowdown;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcBudgetTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Duration APART = Duration.ofMillis(50);
    private final JdbcBudget budget = new JdbcBudget(database.jdbc());

    @Test
    void givesBatchesOneAfterTheOtherAndNeverFarAhead() {
        budget.register("a", "job", OptionalInt.of(20));
        Grant first = budget.take("a", 2, APART);
        Grant second = budget.take("a", 100, Duration.ofMinutes(1));
        Grant tooEarly = budget.take("a", 1, APART);
        assertThat(first.permits()).isEqualTo(2);
        assertThat(first.in()).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(second.permits()).isEqualTo(100);
        assertThat(second.in()).isGreaterThan(first.in());
        assertThat(tooEarly.permits()).isZero();
        assertThat(tooEarly.in()).isGreaterThan(Duration.ofMinutes(90));
        assertThat(tooEarly.full()).hasValue(20);
    }

    @Test
    void allowsTheHighestRateOfTheTenantsJobs() {
        budget.register("b", "slow", OptionalInt.of(5));
        budget.register("b", "fast", OptionalInt.of(50));
        assertThat(budget.take("b", 0, Duration.ZERO).full()).hasValue(50);
        budget.register("b", "free", OptionalInt.empty());
        assertThat(budget.take("b", 0, Duration.ZERO).full()).isEmpty();
    }

    @Test
    void pausesEverybodyAndSlowsDownOnceForCallsThatLeftTogether() {
        budget.register("c", "job", OptionalInt.of(20));
        budget.throttled("c", Duration.ofMinutes(1), Slowdown.after(20), Duration.ZERO);
        budget.throttled("c", Duration.ofMinutes(2), Slowdown.after(10), Duration.ofSeconds(5));
        Grant paused = budget.take("c", 1, APART);
        assertThat(paused.permits()).isZero();
        assertThat(paused.isPaused()).isTrue();
        assertThat(paused.in()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
        assertThat(paused.slowdown()).contains(new Slowdown(10, 20));
    }
}
