package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which rows are suspected of sharing a value.
class SeenTest {

    @Test
    void suspectsTheRowsThatShareAValueAndNoOthers() {
        Random random = new Random(3);
        for (int table = 0; table < 50; table++) {
            Seen seen = new Seen();
            Map<String, List<Long>> linesOf = new HashMap<>();
            for (long line = 2; line < 2_000; line++) {
                String value = "E" + random.nextInt(20_000);
                seen.see(value, line);
                linesOf.merge(
                        value,
                        List.of(line),
                        (one, other) ->
                                Stream.of(one, other).flatMap(List::stream).toList());
            }
            List<Long> shared = linesOf.values().stream()
                    .filter(lines -> lines.size() > 1)
                    .flatMap(List::stream)
                    .collect(Collectors.toList());
            assertThat(seen.suspects().orElseThrow()).containsExactlyInAnyOrderElementsOf(shared);
        }
    }

    @Test
    void suspectsNobodyWhereAllDifferOrSayNothing() {
        Seen seen = new Seen();
        for (long line = 2; line < 1_000; line++) {
            seen.see("E" + line, line);
            seen.see("", line);
            seen.see(null, line);
        }
        assertThat(seen.suspects()).isEmpty();
    }

    @Test
    void namesNoLinesWhereTheyAreTooManyOrTooFarDown() {
        Seen many = new Seen();
        for (long line = 2; line < 20_000; line++) {
            many.see("E1", line);
        }
        assertThat(many.suspects()).contains(List.of());

        Seen deep = new Seen();
        deep.see("E1", 20_000_000);
        deep.see("E1", 30_000_000);
        assertThat(deep.suspects()).contains(List.of());
    }
}
