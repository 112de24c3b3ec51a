package dev.rollcall.run.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;

/// Which trouble passes, and what is said of it.
class DatabaseLostTest {
    private final DatabaseLost lost = new DatabaseLost();

    @Test
    void namesAFullDisk() {
        var full = new IllegalStateException(
                new UncategorizedSQLException("copy", "copy", new SQLException("could not extend file", "53100")));

        assertThat(lost.isCauseOf(full)).isTrue();
        assertThat(lost.said(full))
                .isEqualTo("the disk of the database is full; free some space there, and it goes on by itself");
    }

    @Test
    void waitsForADatabaseThatWasStopped() {
        var stopped = new IllegalStateException(new SQLException("terminating connection", "57P01"));

        assertThat(lost.isCauseOf(stopped)).isTrue();
        assertThat(lost.said(stopped)).isEqualTo("the database is not there or refuses; it goes on when it is back");
    }

    @Test
    void doesNotWaitOutAFaultOfOurs() {
        assertThat(lost.isCauseOf(new DataIntegrityViolationException("x", new SQLException("null value", "23502"))))
                .isFalse();
    }
}
