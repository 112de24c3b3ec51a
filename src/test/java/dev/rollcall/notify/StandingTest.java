package dev.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.notify.Standing.Kind;
import dev.rollcall.run.Export;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Trigger;
import dev.rollcall.run.Wanted;
import dev.rollcall.source.SourceSettings.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// What is news of a row of runs: every change of the condition once, and nothing per run.
class StandingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/notify/standing.csv", delimiter = '|')
    void tellsEveryChangeOnce(String runs, String told) {
        Standing standing = Standing.fresh(NOW);
        List<String> all = new ArrayList<>();
        long id = 0;
        for (String word : runs.strip().split(" ", -1)) {
            id += word.startsWith("^") ? 0 : 1;
            Run run = run(id, word.replace("^", ""));
            assertThat(standing.isNews(run)).isTrue();
            Standing.Step step = standing.after(run);
            all.add(told(step.news()));
            standing = step.standing();
            assertThat(standing.isNews(run)).as("the same run again").isFalse();
        }
        assertThat(String.join(" ", all)).isEqualTo(told.strip());
    }

    @Test
    void saysThatARunStillGoesOnToNobody() {
        for (RunState state : RunState.values()) {
            assertThat(Standing.fresh(NOW).isNews(run(1, state.name()))).isEqualTo(state.isEnd());
        }
    }

    @Test
    void tellsOnceThatNoExportCame() {
        Standing.Step late = Standing.fresh(NOW).overdue(true);
        Standing.Step later = late.standing().overdue(true);
        Standing.Step came = later.standing().overdue(false);

        assertThat(late.news()).containsExactly(Kind.OVERDUE);
        assertThat(later.news()).isEmpty();
        assertThat(came.news()).isEmpty();
        assertThat(came.standing().overdue(true).news()).containsExactly(Kind.OVERDUE);
    }

    private static String told(List<Kind> news) {
        return news.isEmpty() ? "-" : news.stream().map(Kind::name).sorted().collect(Collectors.joining("+"));
    }

    private static Run run(long id, String word) {
        String[] stateAndReason = word.replaceAll("[!~?]", "").split(":", -1);
        Export export = Export.named("export.csv");
        return new Run(
                id,
                "acme",
                Trigger.INBOX,
                word.contains("~") ? Mode.DELTA : Mode.FULL,
                RunState.valueOf(stateAndReason[0]),
                stateAndReason.length > 1 ? Optional.of(stateAndReason[1]) : Optional.empty(),
                Optional.empty(),
                word.contains("?") ? Wanted.PLAN : Wanted.APPLY,
                NOW,
                Optional.of(NOW),
                Optional.of(NOW),
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(new Export(
                        export.name(),
                        export.sha256(),
                        export.bytes(),
                        export.charset(),
                        export.delimiter(),
                        Optional.of(!word.contains("!")),
                        List.of(),
                        List.of())),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
    }
}
