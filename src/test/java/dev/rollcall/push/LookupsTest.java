package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.Write;
import dev.rollcall.connector.garment.GarmentConnectors;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange.Kind;
import dev.rollcall.push.Event.Asked;
import dev.rollcall.push.Event.Sighting;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A tenant that needs a while until its list shows a write, in ticked time: the line's pauses move the tenant's clock.
class LookupsTest {

    private static final String SEEDS = """
        {"tenants": [{"id": "t-1", "name": "Contoh", "roles": []}],
         "users": [{"name": "Layanan", "email": "layanan@contoh.co.id", "membership_type": "employee", "is_active": true}]}\
        """;

    private volatile Instant now = Instant.parse("2026-11-23T02:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();

    @ParameterizedTest(name = "a list that lags {0} ms: found {1}, pauses {2}")
    @CsvSource({"0, true, []", "4900, true, [PT5S]", "60000, false, [PT5S]"})
    void looksOnceMoreAfterFiveSecondsForWhomGarmentDoesNotShowYet(int lag, boolean found, String paused) {
        var settings = new TenantSettings("g", TenantSystem.GARMENT, Map.of("readLagMs", Integer.toString(lag)), SEEDS);
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(settings).at(() -> now));
                Connector garment = new GarmentConnectors().connect(target(sandbox))) {
            var wanted = Attributes.of(Attribute.EMAIL, Value.text("siti@contoh.co.id"))
                    .overlaidWith(Attributes.of(Attribute.NAME, Value.text("Siti Aminah")));
            var write = new Write.Create(new EmployeeId("K1"), wanted);
            assertThat(garment.login()).isInstanceOf(Answer.Success.class);
            assertThat(garment.write(write)).isInstanceOf(Answer.Success.class);
            var task = new Task(line("K1", wanted), false, now);

            Map<Task, Sighting> seen = new Lookups(new Ticked(garment), OptionalLong.of(1))
                    .lookUp(List.of(new Asked(task, write, Optional.empty())), some -> {});

            assertThat(seen.get(task)).isInstanceOf(found ? Sighting.User.class : Sighting.Nothing.class);
            assertThat(pauses).hasToString(paused);
        }
    }

    @Test
    void handsOnWhomItFoundWhileItAsksForTheOthersOneByOne() {
        String[] ids = IntStream.rangeClosed(1, 500).mapToObj(i -> "E" + i).toArray(String[]::new);
        var settings = new TenantSettings("rk", TenantSystem.RUANGKERJA, Map.of(), Rig.seeded(ids));
        var pushing = new PushSettings(4, OptionalInt.empty(), false, 6, Duration.ofSeconds(5));
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(settings));
                Connector ruangkerja = new RuangkerjaConnectors()
                        .connect(Rig.target(sandbox.tenant("rk").url(), pushing, "sandbox-secret"))) {
            assertThat(ruangkerja.login()).isInstanceOf(Answer.Success.class);
            List<Asked> asked = Stream.concat(Stream.of(ids), Stream.of("NOBODY"))
                    .map(id -> asked(id))
                    .toList();
            List<Integer> handedOn = new ArrayList<>();

            Map<Task, Sighting> seen = new Lookups(new Ticked(ruangkerja), OptionalLong.empty())
                    .lookUp(asked, some -> handedOn.add(some.size()));

            assertThat(seen.values().stream().filter(Sighting.User.class::isInstance))
                    .hasSize(500);
            assertThat(seen.get(asked.getLast().task())).isInstanceOf(Sighting.Nothing.class);
            assertThat(handedOn).hasSize(2).allMatch(some -> some >= 199);
        }
    }

    private Asked asked(String id) {
        var wanted = Attributes.of(Attribute.NAME, Value.text("Orang " + id));
        return new Asked(
                new Task(line(id, wanted), false, now), new Write.Create(new EmployeeId(id), wanted), Optional.empty());
    }

    private static Line line(String id, Attributes wanted) {
        return new Line(
                1,
                Kind.CHANGE,
                Action.CREATE,
                id,
                Optional.empty(),
                false,
                Attributes.NONE,
                wanted,
                List.of(),
                0,
                State.UNKNOWN,
                1,
                true,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Target target(Sandbox sandbox) {
        return new Target(
                "garment",
                sandbox.tenant("g").url(),
                Map.of("email", Secret.of("layanan@contoh.co.id"), "password", Secret.of("sandbox-password")),
                Map.of("tenant", "Contoh"),
                Duration.ofSeconds(5));
    }

    /// A line without a rate.
    private final class Ticked implements TenantLine {
        private final Connector connector;

        Ticked(Connector connector) {
            this.connector = connector;
        }

        @Override
        public Abilities abilities() {
            return connector.abilities();
        }

        @Override
        public <T> Answer<T> read(Function<Connector, Answer<T>> attempt) {
            return attempt.apply(connector);
        }

        @Override
        public void pause(Duration span) {
            pauses.add(span);
            now = now.plus(span);
        }

        @Override
        public PushSettings settings() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Attempt<T> tryRead(Function<Connector, Answer<T>> attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Attempt<T> write(Function<Connector, Answer<T>> attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object batchKey(Write write) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> account() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Trouble> trouble() {
            return Optional.empty();
        }

        @Override
        public Calls calls() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Double> allowedRate() {
            return Optional.empty();
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}
