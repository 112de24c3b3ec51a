package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.person.Attribute;
import dev.rollcall.run.RunRefused.Kind;
import dev.rollcall.stage.StageRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Erases a person from Rollcall: from the tables, and from the exports and reports that are still kept on disk. The
/// tenant is left alone.
@Component
public class Erasure {
    private static final String EMPLOYEE_ID = "employee_id";

    private final People people;
    private final HomeFolder home;
    private final Jobs jobs;

    Erasure(People people, HomeFolder home, Jobs jobs) {
        this.people = people;
        this.home = home;
        this.jobs = jobs;
    }

    /// @return whether there was anything
    public boolean erase(String job, String employeeId) {
        if (people.isUnderWay(job, employeeId)) {
            throw new RunRefused(
                    Kind.CONFLICT,
                    "PERSON_UNDER_WAY",
                    "a change of this person is on its way to the tenant; erase when the run has ended");
        }
        if (!job.matches(JobName.PATTERN)) {
            return false;
        }
        boolean known = people.erase(job, employeeId);
        var without = new WithoutPerson(employeeId, headers(job));
        for (Path folder : List.of(home.archive(job), home.refused(job), home.reports(job))) {
            known |= files(folder).stream().map(without::rewrite).reduce(false, Boolean::logicalOr);
        }
        return known;
    }

    /// Headers under which an employee ID stands: in reports our own, in exports those that the job maps.
    private Set<String> headers(String job) {
        Set<String> headers = new TreeSet<>(Set.of(EMPLOYEE_ID));
        jobs.find(new JobName(job)).map(Job::stage).map(StageRules::columns).ifPresent(columns -> {
            for (Attribute attribute : List.of(Attribute.EMPLOYEE_ID, Attribute.NEW_EMPLOYEE_ID)) {
                if (columns.get(attribute) instanceof StageRules.Column.AnyOf(List<String> names)) {
                    names.stream().map(Erasure::place).forEach(headers::add);
                }
            }
        });
        return headers;
    }

    /// JSON Pointers are taken word for word.
    private static String place(String name) {
        return name.startsWith("/") ? name : name.strip().toLowerCase(Locale.ROOT);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be read", e);
        }
    }
}
