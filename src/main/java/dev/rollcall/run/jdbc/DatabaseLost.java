package dev.rollcall.run.jdbc;

import dev.rollcall.run.PassingTrouble;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

@Component
final class DatabaseLost implements PassingTrouble {
    private static final int DEEPEST = 30;
    private static final String DISK_FULL = "53100";

    /// Connection (08), resources such as disk or memory (53), shutdown by an operator (57).
    @Override
    public boolean isCauseOf(Throwable trouble) {
        return causes(trouble).anyMatch(DatabaseLost::isPassing);
    }

    @Override
    public String said(Throwable trouble) {
        return causes(trouble).anyMatch(DatabaseLost::isDiskFull)
                ? "the disk of the database is full; free some space there, and it goes on by itself"
                : "the database is not there or refuses; it goes on when it is back";
    }

    private static Stream<Throwable> causes(Throwable trouble) {
        var causes = new ArrayList<Throwable>();
        for (@Nullable Throwable t = trouble; t != null && causes.size() < DEEPEST; t = t.getCause()) {
            causes.add(t);
        }
        return causes.stream();
    }

    private static boolean isDiskFull(Throwable t) {
        return t instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState());
    }

    private static boolean isPassing(Throwable t) {
        if (t instanceof SQLException sql) {
            String state = String.valueOf(sql.getSQLState());
            return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
        }
        return t instanceof DataAccessResourceFailureException
                || t instanceof TransientDataAccessException
                || t instanceof RecoverableDataAccessException
                || t instanceof CannotCreateTransactionException;
    }
}
