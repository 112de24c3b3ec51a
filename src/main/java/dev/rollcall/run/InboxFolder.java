package dev.rollcall.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The files that wait in inboxes. A file is complete when its size and time have stood still for the job's settle
/// time over several looks; every look sees the whole listing, so that many files settle side by side.
@Component
public class InboxFolder {
    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".filepart", ".crdownload");
    private static final List<String> TAKEN = List.of(".csv", ".txt", ".tsv", ".gz");

    private final HomeFolder home;
    private final InstantSource clock;
    private final Map<Path, Sighting> sightings = new HashMap<>();

    InboxFolder(HomeFolder home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    /// What a look found.
    ///
    /// @param complete files that may be taken, oldest first
    /// @param settling how many others are still to settle
    public record Found(List<Path> complete, int settling) {}

    /// Makes the job's inbox where it is missing.
    public void make(String job) {
        try {
            Files.createDirectories(home.claimed(job));
        } catch (IOException e) {
            throw new UncheckedIOException("the inbox of " + job + " could not be made", e);
        }
    }

    /// Looks at the job's inbox. Links and folders are not followed. Files that are first seen together settle
    /// together:
    /// were each given its own moment, a newer one could be taken before an older one.
    public synchronized Found look(String job, Duration settle) {
        Map<Path, Sighting> now = list(home.inbox(job));
        Instant looked = clock.instant();
        sightings.keySet().removeIf(file -> file.startsWith(home.inbox(job)) && !now.containsKey(file));
        var complete = new ArrayList<Map.Entry<Path, Sighting>>();
        now.forEach((file, seen) -> {
            Sighting before = sightings.get(file);
            Sighting kept = before != null && before.isSameAs(seen) ? before : seen.since(looked);
            sightings.put(file, kept);
            if (!kept.since().plus(settle).isAfter(looked)) {
                complete.add(Map.entry(file, kept));
            }
        });
        complete.sort(Comparator.comparing(
                        (Map.Entry<Path, Sighting> e) -> e.getValue().modified())
                .thenComparing(e -> e.getKey().getFileName().toString()));
        return new Found(complete.stream().map(Map.Entry::getKey).toList(), now.size() - complete.size());
    }

    /// The file that waits longest, complete or not.
    public Optional<Path> oldest(String job) {
        return list(home.inbox(job)).entrySet().stream()
                .min(Comparator.comparing(
                                (Map.Entry<Path, Sighting> e) -> e.getValue().modified())
                        .thenComparing(e -> e.getKey().getFileName().toString()))
                .map(Map.Entry::getKey);
    }

    private Map<Path, Sighting> list(Path inbox) {
        var files = new HashMap<Path, Sighting>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(inbox)) {
            for (Path file : listing) {
                if (isExport(file.getFileName().toString())) {
                    sight(file, files);
                }
            }
        } catch (NoSuchFileException _) {
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("the inbox " + inbox + " could not be read", e);
        }
        return files;
    }

    private void sight(Path file, Map<Path, Sighting> files) throws IOException {
        try {
            var facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (facts.isRegularFile()) {
                files.put(
                        file,
                        new Sighting(facts.size(), facts.lastModifiedTime().toInstant(), Instant.MAX));
            }
        } catch (NoSuchFileException _) {
            // gone between listing and looking
        }
    }

    static boolean isExport(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !name.startsWith("~$")
                && UNFINISHED.stream().noneMatch(lower::endsWith)
                && TAKEN.stream().anyMatch(lower::endsWith);
    }

    /// @param since when it was first seen so
    private record Sighting(long size, Instant modified, Instant since) {
        Sighting since(Instant first) {
            return new Sighting(size, modified, first);
        }

        boolean isSameAs(Sighting other) {
            return size == other.size && modified.equals(other.modified);
        }
    }
}
