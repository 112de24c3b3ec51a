package dev.rollcall.connector.example;

import dev.rollcall.connector.ConnectorContract;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Secret;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Value;
import dev.rollcall.sandbox.TenantSystem;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ExampleContractTest extends ConnectorContract {

    @Override
    protected TenantSystem system() {
        return TenantSystem.RUANGKERJA; // one of its own, where the API is a new one
    }

    @Override
    protected ConnectorFactory factory() {
        return new ExampleConnectors();
    }

    @Override
    protected Map<String, Secret> credentials() {
        return Map.of("clientId", Secret.of("sandbox"), "clientSecret", Secret.of("sandbox-secret"));
    }

    @Override
    protected Map<String, String> options() {
        return Map.of();
    }

    @Override
    protected String seeds() {
        return "{\"users\": [{\"employeeID\": \"A1\", \"name\": \"Admin\", \"email\": \"a@contoh.co.id\"}]}";
    }

    @Override
    protected int seeded() {
        return 1;
    }

    @Override
    protected String seeds(int users) {
        String one = "{\"employeeID\": \"S%1$d\", \"name\": \"Orang\", \"email\": \"s%1$d@contoh.co.id\"}";
        return IntStream.rangeClosed(1, users)
                .mapToObj(one::formatted)
                .collect(Collectors.joining(",", "{\"users\": [", "]}"));
    }

    @Override
    protected Value other(Attribute attribute, int number) {
        return switch (attribute) {
            case EMAIL -> Value.text(MARK + number + "@contoh.co.id");
            case PHONE -> Value.text("6281" + (10_000_000 + number));
            default -> Value.text(MARK + " " + number);
        };
    }
}
