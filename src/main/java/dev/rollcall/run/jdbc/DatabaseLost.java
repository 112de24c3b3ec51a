package dev.rollcall.run.jdbc;

import dev.rollcall.run.PassingTrouble;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

@Component
final class DatabaseLost implements PassingTrouble {
    private static final int DEEPEST = 30;

    /// Connection (08), resources such as disk or memory (53), shutdown by an operator (57).
    @Override
    public boolean isCauseOf(Throwable trouble) {
        @Nullable Throwable t = trouble;
        for (int depth = 0; t != null && depth < DEEPEST; depth++) {
            if (isPassing(t)) {
                return true;
            }
            t = t.getCause();
        }
        return false;
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
