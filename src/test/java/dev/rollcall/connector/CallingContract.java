package dev.rollcall.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every connector promises of a call: many writes in one, one attempt each, and what is said of an answer that
/// is none.
abstract class CallingContract extends ChangingContract {
    @Test
    void sendsManyWritesInOneCallUpToItsMostAndElseRefuses() {
        logIn();
        List<Write> writes = new ArrayList<>();
        for (int i = 1; i <= Math.max(2, abilities().maxBulk()); i++) {
            writes.add(alike(i));
        }
        if (!abilities().bulk()) {
            assertThat(callsAfter(() -> refused(connector().writeAll(writes)))).isZero();
            return;
        }
        assertThat(new HashSet<>(writes.stream().map(connector()::batchKey).toList()))
                .hasSize(1);
        int calls = callsAfter(() -> assertThat(success(connector().writeAll(writes)))
                .hasSize(writes.size())
                .allMatch(answer -> answer instanceof Answer.Success));
        assertThat(calls).isEqualTo(1);
        writes.add(alike(writes.size() + 1));
        assertThat(callsAfter(() -> refused(connector().writeAll(writes)))).isZero();
    }

    /// A person like [#person(int)] who may go into one call with the others.
    private Write.Create alike(int number) {
        Write.Create one = person(number);
        Attributes wanted = one.wanted();
        for (Attribute attribute : abilities().creatable()) {
            if (attribute.isReference()) {
                wanted = wanted.with(attribute, other(attribute, 1));
            }
        }
        return new Write.Create(one.employeeId(), wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fault\":\"status\",\"status\":500,\"when\":\"before\"}",
                "{\"fault\":\"status\",\"status\":500,\"when\":\"after\"}",
                "{\"fault\":\"status\",\"status\":502,\"body\":\"html\"}",
                "{\"fault\":\"status\",\"status\":504,\"body\":\"empty\"}",
                "{\"fault\":\"html\"}",
                "{\"fault\":\"drop\",\"when\":\"before\"}",
                "{\"fault\":\"drop\",\"when\":\"after\"}",
                "{\"fault\":\"cutBody\",\"bytes\":7}"
            })
    void callsAnAnswerThatCannotBeReadLostAfterOneAttempt(String fault) {
        logIn();
        Write someone = person(1);
        tenant().fault(fault);
        int calls = callsAfter(() -> assertThat(connector().users(1)).isInstanceOf(Answer.Lost.class));
        assertThat(calls).isEqualTo(1);
        calls = callsAfter(() -> assertThat(connector().write(someone)).isInstanceOf(Answer.Lost.class));
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void callsAnAnswerThatDoesNotComeInTimeLost() {
        try (Connector hasty = factory().connect(target(tenant().url(), Duration.ofMillis(1_500)))) {
            success(hasty.login());
            tenant().fault("{\"fault\":\"hang\",\"ms\":6000}");
            assertThat(hasty.users(1)).isInstanceOf(Answer.Lost.class);
        }
    }

    @Test
    void calls503TransientWhichMeansThatNothingWasDone() {
        logIn();
        Write someone = person(1);
        tenant().fault("{\"fault\":\"status\",\"status\":503}");
        int calls = callsAfter(() -> assertThat(connector().write(someone))
                .isInstanceOfSatisfying(
                        Answer.Transient.class,
                        answer -> assertThat(answer.throttled()).isFalse()));
        assertThat(calls).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void tellsHowLongToWaitInEitherForm(int status) {
        logIn();
        String fault = "{\"fault\":\"status\",\"status\":" + status + ",\"retryAfter\":7,\"retryAfterAs\":\"";
        tenant().fault(fault + "seconds\",\"next\":1}");
        Answer.Transient<?> inSeconds = (Answer.Transient<?>) connector().users(1);
        assertThat(inSeconds.throttled()).isTrue();
        assertThat(inSeconds.delay().orElseThrow()).isEqualTo(new Answer.Wait.For(Duration.ofSeconds(7)));
        tenant().fault(fault + "date\",\"next\":1}");
        Answer.Transient<?> asDate = (Answer.Transient<?>) connector().users(1);
        assertThat(asDate.throttled()).isTrue();
        assertThat(asDate.delay().orElseThrow()).isInstanceOf(Answer.Wait.Until.class);
    }

    @Test
    void callsARefusedConnectionTransient() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Connector nowhere = factory().connect(target(URI.create("http://127.0.0.1:" + free), TIMEOUT))) {
            assertThat(nowhere.login()).isInstanceOfSatisfying(Answer.Transient.class, answer -> {
                assertThat(answer.throttled()).isFalse();
                assertThat(answer.what()).isEqualTo("connection refused");
            });
        }
    }
}
