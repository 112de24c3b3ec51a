package dev.rollcall.plan.jdbc;

import dev.rollcall.plan.PlanOutcome;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// A process of its own that plans run 1 of a database, so that its heap can be bounded.
public final class FirstLoad {

    private FirstLoad() {}

    /// @param arguments URL, user, password, rows
    public static void main(String[] arguments) {
        var source = new SingleConnectionDataSource(arguments[0], arguments[1], arguments[2], true);
        try {
            var planning = new JdbcPlanning(source, new JdbcTransactionManager(source));
            long began = System.nanoTime();
            PlanOutcome outcome = planning.plan(PlanTables.order(1, Long.parseLong(arguments[3])));
            System.out.println("planned " + outcome.changes());
            System.err.println("in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        } finally {
            source.destroy();
        }
    }
}
