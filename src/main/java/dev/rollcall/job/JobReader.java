package dev.rollcall.job;

import dev.rollcall.connector.ConnectorFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads one job file whole: every fault of it, or the job.
public final class JobReader {

    /// The most bytes of a job file.
    public static final int LONGEST = 256 * 1024;

    private final Placeholders placeholders;
    private final TargetReading targets;
    private final SchemaCheck schema = new SchemaCheck();

    /// @param environment the value of a variable; empty where it is not set
    public JobReader(List<ConnectorFactory> factories, Function<String, Optional<String>> environment) {
        this.placeholders = new Placeholders(environment);
        this.targets = new TargetReading(factories);
    }

    /// What a file came to.
    public sealed interface Result {
        record Good(Job job) implements Result {}

        record Bad(List<JobProblem> problems) implements Result {
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /// @param file the file's name, without its folder
    public Result read(String file, byte[] content) {
        return read(file, content, new Reading(new Faults(file), placeholders));
    }

    Result read(String file, byte[] content, Reading reading) {
        Faults faults = reading.faults();
        Optional<Job> job = text(content, faults)
                .flatMap(text -> new TreeReader(faults).read(text))
                .map(tree -> new Filling(placeholders, faults).fill(tree, ""))
                .flatMap(tree -> job(file, tree, reading));
        return job.isPresent() && faults.isEmpty() ? new Result.Good(job.get()) : new Result.Bad(faults.all());
    }

    private Optional<Job> job(String file, Tree.Mapping tree, Reading reading) {
        schema.check(tree, reading.faults());
        return new JobReading(new Block(tree, "", reading), targets).job(file);
    }

    private static Optional<String> text(byte[] content, Faults faults) {
        if (content.length > LONGEST) {
            faults.add(Tree.Place.START, "", content.length + " bytes", "at most " + LONGEST + " bytes");
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            faults.add(Tree.Place.START, "", "bytes that are not UTF-8", "a text file saved as UTF-8");
            return Optional.empty();
        }
    }
}
