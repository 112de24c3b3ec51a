package dev.rollcall.job;

import dev.rollcall.job.JobReader.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of job files, looked at again and again. A file that came, changed or went is taken up when two
/// looks in a row saw the same of it, so that one that is just being written is left alone; a bad file is read at
/// every look, as what was missing may be there by now. While the folder itself cannot be read, what was known
/// stays.
public final class JobFolder implements Jobs {

    private static final Logger log = LoggerFactory.getLogger(JobFolder.class);

    private final Path folder;
    private final JobReader reader;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Taken> taken = new TreeMap<>();
    private Map<String, Content> lastSeen = Map.of();
    private boolean readable = true;
    private volatile State state = new State(new TreeMap<>(), new TreeMap<>());

    /// Reads all files at once; later ones are found by [#look()].
    public JobFolder(Path folder, JobReader reader) {
        this.folder = folder;
        this.reader = reader;
        lastSeen = contents().orElse(Map.of());
        look();
    }

    private record State(SequencedMap<JobName, Job> jobs, SequencedMap<JobName, List<JobProblem>> problems) {}

    private record Taken(Content content, Result result) {}

    /// A file's bytes, compared by value; none where the file cannot be read.
    private record Content(Optional<String> fault, ByteBuffer bytes) {}

    @Override
    public Map<JobName, Job> all() {
        return Map.copyOf(state.jobs());
    }

    @Override
    public Optional<Job> find(JobName name) {
        return Optional.ofNullable(state.jobs().get(name));
    }

    @Override
    public Map<JobName, List<JobProblem>> problems() {
        return Map.copyOf(state.problems());
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// Takes up what changed since the last look.
    public synchronized void look() {
        Optional<Map<String, Content>> seen = contents();
        if (seen.isEmpty()) {
            return;
        }
        boolean changed = false;
        for (String file : names(seen.get())) {
            Optional<Content> now = Optional.ofNullable(seen.get().get(file));
            boolean still = now.equals(Optional.ofNullable(lastSeen.get(file)));
            changed |= still && takeUp(file, now);
        }
        lastSeen = seen.get();
        if (changed) {
            publish();
        }
    }

    private Set<String> names(Map<String, Content> seen) {
        Set<String> names = new TreeSet<>(seen.keySet());
        names.addAll(taken.keySet());
        return names;
    }

    private boolean takeUp(String file, Optional<Content> now) {
        Optional<Taken> before = Optional.ofNullable(taken.get(file));
        if (now.isEmpty()) {
            taken.remove(file);
            log.info("job file {} is gone; its job stops", file);
            return before.isPresent();
        }
        boolean same = before.map(Taken::content).equals(now);
        if (same && before.orElseThrow().result() instanceof Result.Good) {
            return false;
        }
        Result result = read(file, now.get());
        taken.put(file, new Taken(now.get(), result));
        boolean news = !same || !before.orElseThrow().result().equals(result);
        if (news) {
            tell(file, result);
        }
        return news;
    }

    private Result read(String file, Content content) {
        Optional<String> fault = content.fault().or(() -> misnamed(file));
        return fault.<Result>map(
                        expected -> new Result.Bad(List.of(new JobProblem(file, 0, 0, "", Optional.empty(), expected))))
                .orElseGet(() -> reader.read(file, content.bytes().array()));
    }

    private static Optional<String> misnamed(String file) {
        return file.matches(JobName.PATTERN + "\\.yaml")
                ? Optional.empty()
                : Optional.of("a name of lower-case letters, digits and hyphens that ends in .yaml; rename the file");
    }

    private static void tell(String file, Result result) {
        switch (result) {
            case Result.Good(Job job) -> log.info("job {} taken up from {}", job.name(), file);
            case Result.Bad(List<JobProblem> problems) ->
                problems.forEach(problem -> log.warn("job file {}; the job is off until this is mended", problem));
        }
    }

    private void publish() {
        SequencedMap<JobName, Job> jobs = new TreeMap<>();
        SequencedMap<JobName, List<JobProblem>> problems = new TreeMap<>();
        taken.forEach((file, one) -> {
            switch (one.result()) {
                case Result.Good(Job job) -> jobs.put(job.name(), job);
                case Result.Bad(List<JobProblem> faults) ->
                    problems.merge(
                            nameOf(file),
                            faults,
                            (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
            }
        });
        state = new State(jobs, problems);
        listeners.forEach(JobFolder::call);
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException surprise) {
            log.error("a change of the jobs could not be taken up everywhere", surprise);
        }
    }

    /// The nearest job name, under which the faults of a file with another kind of name are listed.
    private static JobName nameOf(String file) {
        String stem = file.replaceAll("\\.ya?ml$", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        return new JobName(stem.isEmpty() ? "-" : stem.substring(0, Math.min(stem.length(), 64)));
    }

    private Optional<Map<String, Content>> contents() {
        Map<String, Content> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(JobFolder::isJobFile)
                    .forEach(file -> contents.put(file.getFileName().toString(), content(file)));
            readable = true;
            return Optional.of(contents);
        } catch (IOException | UncheckedIOException unreadable) {
            if (readable) {
                log.warn(
                        "the folder of job files {} cannot be read; make it, or set rollcall.jobs",
                        folder.toAbsolutePath());
            }
            readable = false;
            return Optional.empty();
        }
    }

    private static boolean isJobFile(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && name.matches(".*\\.ya?ml") && !Files.isDirectory(file);
    }

    private static Content content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Content(Optional.empty(), ByteBuffer.wrap(in.readNBytes(JobReader.LONGEST + 1)));
        } catch (IOException unreadable) {
            return new Content(Optional.of("a file that the worker may read"), ByteBuffer.allocate(0));
        }
    }
}
