package dev.rollcall.connector;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import java.util.List;
import java.util.Set;

/// Makes connectors of one kind. One bean per API; the job reader asks it what a job file may say.
public interface ConnectorFactory {

    /// The word in job files: `ruangkerja`.
    String name();

    Connector connect(Target target);

    /// What connectors made for this target will declare.
    Abilities abilities(Target target);

    /// Credential names of which each inner set is one complete way to log in: `[[clientId, clientSecret]]`.
    List<Set<String>> credentials();

    /// Option names that a job file may give, with the reason why a value is no good.
    List<OptionRule> options();

    /// The match rules where the job file names none.
    List<Attribute> defaultMatch();

    /// Calls per second where the job file names no rate.
    int defaultRate();

    /// Whether a person needs an e-mail or a phone number to be created there.
    default boolean contactRequired() {
        return false;
    }

    /// Attributes of which the tenant takes the letters a-z, A-Z and digits only.
    default Set<Attribute> alphanumeric() {
        return Set.of();
    }

    /// @param required whether a job file must give it
    /// @param pattern what a value looks like, as a regular expression; also put into the JSON Schema
    record OptionRule(String name, boolean required, String pattern, String expected) {}
}
