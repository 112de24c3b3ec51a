package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Files of all kinds in the inboxes of several jobs.
class InboxTest extends OverHttp {
    private static final int FILES = Integer.getInteger("rollcall.inbox.files", 30);
    private static final int JOBS = 6;
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// `-Drollcall.inbox.files=300` drops 300.
    @Test
    void takesManyFilesSideBySideAndLosesNone() throws IOException {
        var all = new ArrayList<Made>();
        for (int i = 0; i < JOBS; i++) {
            all.add(immediately());
        }
        for (int i = 0; i < FILES; i++) {
            drop(all.get(i % JOBS).job(), "f%04d.csv".formatted(i), export(1, 1 + i / JOBS % 3));
        }

        for (Made made : all) {
            List<JsonNode> runs = await().atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> endedRuns(made), ended -> ended.size() == FILES / JOBS);
            assertThat(runs)
                    .allSatisfy(run -> assertThat(run.path("state").asString()).isEqualTo("COMPLETED"));
            assertOneAfterAnotherInOrder(runs.reversed());
            assertThat(names(home.archive(made.job()))).hasSize(FILES / JOBS);
            assertThat(names(home.inbox(made.job()))).containsExactly(".claimed");
            assertThat(names(home.claimed(made.job()))).isEmpty();
        }
        assertThat(firstStart(all.getLast())).isBefore(lastEnd(all.getFirst()));
    }

    private List<JsonNode> endedRuns(Made made) {
        return admin().get("/api/runs?limit=1000&job=" + made.job())
                .json()
                .path("items")
                .valueStream()
                .filter(run -> !run.path("finishedAt").isNull())
                .toList();
    }

    private static void assertOneAfterAnotherInOrder(List<JsonNode> runs) {
        for (int i = 1; i < runs.size(); i++) {
            assertThat(time(runs.get(i), "startedAt")).isAfterOrEqualTo(time(runs.get(i - 1), "finishedAt"));
            assertThat(runs.get(i).at("/export/name").asString())
                    .isGreaterThan(runs.get(i - 1).at("/export/name").asString());
        }
    }

    private Instant firstStart(Made made) {
        return time(endedRuns(made).getLast(), "startedAt");
    }

    private Instant lastEnd(Made made) {
        return time(endedRuns(made).getFirst(), "finishedAt");
    }

    private static Instant time(JsonNode run, String key) {
        return Instant.parse(run.path(key).asString());
    }

    @Test
    void takesFilesByAnyNameAndLeavesWhatIsNoExport() throws IOException {
        Made made = immediately();
        Path inbox = home.inbox(made.job());
        await().atMost(LONGEST).until(() -> Files.isDirectory(home.claimed(made.job())));
        List<String> taken = List.of(
                "ada spasi.csv",
                "kutip\"dan'lagi.csv",
                "emoji 😀 ü.csv",
                "-rf.csv",
                "$(reboot).csv",
                "a;b&c|d.csv",
                "HURUF.CSV",
                "tab\tdan\nbaris.csv",
                "x".repeat(200) + ".csv",
                "%2e%2e%2f.csv",
                "data.txt",
                "data.tsv");
        List<String> left = List.of(
                "..csv.csv",
                ".tersembunyi.csv",
                "~$terbuka.csv",
                "belum.csv.part",
                "belum.csv.tmp",
                "belum.filepart",
                "unduh.csv.crdownload",
                "catatan.doc");
        Files.writeString(home.root().resolve("rahasia.csv"), export(1, 1));
        Files.createSymbolicLink(inbox.resolve("tautan.csv"), home.root().resolve("rahasia.csv"));
        Files.createDirectory(inbox.resolve("folder.csv"));
        for (String name : Stream.concat(taken.stream(), left.stream()).toList()) {
            Files.writeString(inbox.resolve(name), export(1, 1));
        }

        await().atMost(LONGEST).until(() -> endedRuns(made).size() >= taken.size());

        assertThat(endedRuns(made))
                .hasSize(taken.size())
                .allSatisfy(run -> assertThat(run.path("state").asString()).isEqualTo("COMPLETED"));
        assertThat(names(home.archive(made.job()))).hasSize(taken.size());
        var still = new ArrayList<>(left);
        still.addAll(List.of(".claimed", "tautan.csv", "folder.csv"));
        assertThat(names(inbox)).containsExactlyInAnyOrderElementsOf(still);
    }

    /// A writer that was itself kept from the machine for about the settle time shows nothing: that trial is made
    /// again, with another file.
    @Test
    void leavesAFileAloneUntilItStandsStill() throws IOException {
        Made made = immediately();
        await().atMost(LONGEST).until(() -> Files.isDirectory(home.claimed(made.job())));
        String name;
        int trial = 0;
        do {
            trial++;
            assertThat(trial).as("trials in which the writer stalled").isLessThan(10);
            name = "tumbuh%d.csv".formatted(trial);
        } while (longestPauseOfGrowing(home.inbox(made.job()).resolve(name)).compareTo(SETTLE.dividedBy(2)) > 0);

        String last = name;
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(endedRuns(made))
                        .filteredOn(run -> run.at("/export/name").asString().equals(last))
                        .singleElement()
                        .satisfies(
                                run -> assertThat(run.at("/rows/read").asInt()).isEqualTo(40)));
    }

    private static Duration longestPauseOfGrowing(Path file) throws IOException {
        Files.writeString(file, "");
        long written = System.nanoTime();
        long longest = 0;
        for (int i = 1; i <= 40; i++) {
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            Files.writeString(file, export(1, i));
            longest = Math.max(longest, System.nanoTime() - written);
            written = System.nanoTime();
        }
        return Duration.ofNanos(longest);
    }

    private Made immediately() throws IOException {
        Made made = make();
        write(
                made.job(),
                job(made.job())
                        .replace("pickup: scheduled", "pickup: immediately")
                        .replace("settle: 200ms", "settle: " + SETTLE.toSeconds() + "s"));
        return made;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
