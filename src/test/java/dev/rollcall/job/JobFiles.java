package dev.rollcall.job;

import dev.rollcall.connector.deskhero.DeskheroConnectors;
import dev.rollcall.connector.garment.GarmentConnectors;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.job.JobReader.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the job files of the test cases, with two variables set.
final class JobFiles {

    static final Path CASES = Path.of("src/test/resources/cases/jobs");

    static final Map<String, String> ENVIRONMENT =
            Map.of("CLIENT_ID", "the-client-id", "CLIENT_SECRET", "the-client-secret", "RATE", "7");

    static final JobReader READER =
            new JobReader(SomeConnectors.ALL, name -> Optional.ofNullable(ENVIRONMENT.get(name)));

    /// With the connectors themselves, for what only they demand.
    static final JobReader TENANTS = new JobReader(
            List.of(new RuangkerjaConnectors(), new DeskheroConnectors(), new GarmentConnectors()),
            name -> Optional.ofNullable(ENVIRONMENT.get(name)));

    private JobFiles() {}

    static Job good(String file) throws IOException {
        return switch (READER.read(
                file, Files.readAllBytes(CASES.resolve("good").resolve(file)))) {
            case Result.Good(Job job) -> job;
            case Result.Bad(List<JobProblem> problems) -> throw new AssertionError(problems.toString());
        };
    }

    static List<JobProblem> problems(Path file) throws IOException {
        return problems(READER, file);
    }

    static List<JobProblem> problems(JobReader reader, Path file) throws IOException {
        return switch (reader.read(file.getFileName().toString(), Files.readAllBytes(file))) {
            case Result.Good(Job job) -> throw new AssertionError(job.name() + " was found good");
            case Result.Bad(List<JobProblem> problems) -> problems;
        };
    }

    static List<Path> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CASES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
