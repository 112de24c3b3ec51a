package dev.rollcall.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Abilities;
import org.junit.jupiter.api.Test;

/// What every connector promises, proved over a real socket against the sandbox: each declared ability works, each
/// undeclared one is refused without a call, every method is a single attempt, and nothing personal is logged.
public abstract class ConnectorContract extends CallingContract {
    @Test
    void declaresOnlyWhatCanBeCompared() {
        Abilities abilities = abilities();
        assertThat(abilities.readable()).containsAll(abilities.updatable()).containsAll(abilities.creatable());
        assertThat(abilities.updatable()).containsAll(abilities.clearable());
        assertThat(abilities.readable()).containsAll(abilities.told());
        assertThat(abilities.told()).noneMatch(abilities.updatable()::contains);
        assertThat(abilities.updatable()).containsAll(abilities.global());
        assertThat(factory().abilities(target(tenant().url(), TIMEOUT))).isEqualTo(abilities);
    }
}
