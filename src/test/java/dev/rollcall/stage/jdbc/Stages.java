package dev.rollcall.stage.jdbc;

import dev.rollcall.stage.StageStore;
import javax.sql.DataSource;

/// Makes the store for tests.
public final class Stages {
    private Stages() {}

    public static StageStore on(DataSource source) {
        return new JdbcStageStore(source);
    }
}
