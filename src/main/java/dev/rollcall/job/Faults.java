package dev.rollcall.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All faults of one job file, one for each place and key: what the schema has said is not said again by a finer
/// check.
final class Faults {

    private static final int LONGEST_FOUND = 80;

    private final String file;
    private final List<JobProblem> problems = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    void add(Tree.Place place, String key, String found, String expected) {
        add(new JobProblem(file, place.line(), place.column(), key, Optional.of(shortened(found)), expected));
    }

    void missing(Tree.Place place, String key, String expected) {
        add(new JobProblem(file, place.line(), place.column(), key, Optional.empty(), expected));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /// In the order of the file.
    List<JobProblem> all() {
        return problems.stream()
                .sorted(Comparator.comparingInt(JobProblem::line)
                        .thenComparingInt(JobProblem::column)
                        .thenComparing(JobProblem::key))
                .toList();
    }

    private void add(JobProblem problem) {
        boolean known = problems.stream().anyMatch(p -> isSame(p, problem));
        if (!known) {
            problems.add(problem);
        }
    }

    private static boolean isSame(JobProblem one, JobProblem other) {
        return one.line() == other.line()
                && one.column() == other.column()
                && one.key().equals(other.key());
    }

    private static String shortened(String found) {
        return found.length() > LONGEST_FOUND ? found.substring(0, LONGEST_FOUND) + "…" : found;
    }
}
