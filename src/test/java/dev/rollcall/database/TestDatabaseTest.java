package dev.rollcall.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void givesAMigratedDatabaseThatComparesTextAsJavaDoes() {
        assertThat(database.jdbc()
                        .sql("select count(*) from run")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(database.jdbc()
                        .sql("select array_agg(x order by x) = array['B','a','ä'] and lower('Ä') = 'ä'"
                                + " from unnest(array['a','ä','B']) x")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void givesEachCallerItsOwnDatabase() {
        assertThat(TestDatabase.fresh().url()).isNotEqualTo(database.address().url());
    }
}
