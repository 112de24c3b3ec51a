package dev.rollcall;

import dev.rollcall.sandbox.SandboxCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.system.ApplicationHome;

/// The one application: `serve` (the worker) or `demo`, which is the worker with the profile `demo`.
@SpringBootApplication
public class Rollcall {
    private static final int WRONG_USE = 2;
    private static final String USAGE = """
            usage: rollcall [serve|demo|sandbox] [--setting=value ...]
              serve   the worker: watches the inbox, keeps the schedule, serves the REST API
              demo    runs the samples against built-in tenants and stays up; --exit stops after the runs
              sandbox the built-in tenants alone, on 127.0.0.1; --port=, --tenant=, --option= (docs/sandbox.md)
              --debug shows stack traces
            ./rollcall prepare makes later starts quicker""";

    public static void main(String[] args) {
        List<String> commands =
                Arrays.stream(args).filter(arg -> !arg.startsWith("-")).toList();
        switch (commands.isEmpty() ? "serve" : String.join(" ", commands)) {
            case "serve" -> start(args);
            case "demo" -> start(withSampleJobs(args), "demo");
            case "sandbox" -> SandboxCommand.run(args);
            case "help" -> System.out.println(USAGE);
            default -> {
                System.err.printf("rollcall: unknown command \"%s\"%n%s%n", String.join(" ", commands), USAGE);
                System.exit(WRONG_USE);
            }
        }
    }

    /// The demo runs its own jobs, whatever the environment says of the worker's.
    private static String[] withSampleJobs(String[] args) {
        String jobs = "--rollcall.jobs=";
        return Arrays.stream(args).anyMatch(arg -> arg.startsWith(jobs))
                ? args
                : Stream.concat(Stream.of(jobs + "${rollcall.samples}/jobs"), Arrays.stream(args))
                        .toArray(String[]::new);
    }

    private static void start(String[] args, String... profiles) {
        var application = new SpringApplication(Rollcall.class);
        application.setAdditionalProfiles(profiles);
        application.setDefaultProperties(Map.of("rollcall.samples", samples().toString()));
        application.addInitializers(context -> WritableHome.require(context.getEnvironment()));
        Termination.endCleanly();
        // its one message is the stack trace of a failed start, which is told in words; application.yaml
        // says it again
        LoggingSystem.get(Rollcall.class.getClassLoader()).setLogLevel(SpringApplication.class.getName(), LogLevel.OFF);
        try {
            application.run(args);
        } catch (SpringApplication.AbandonedRunException e) {
            throw e;
        } catch (RuntimeException e) {
            tell(e, Arrays.asList(args).contains("--debug"));
            System.exit(1);
        }
    }

    /// The samples of the demo: where it is started, or beside the jar, which may lie in `target` or laid out flat in
    /// `target/ready`.
    private static Path samples() {
        Path jar = new ApplicationHome(Rollcall.class).getDir().toPath();
        return Stream.of(
                        Path.of("samples"),
                        jar.resolve("samples"),
                        jar.resolveSibling("samples"),
                        jar.resolve("../../samples").normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("samples"));
    }

    private static void tell(RuntimeException failure, boolean debug) {
        System.err.println(Refusals.plainly(failure));
        if (debug) {
            failure.printStackTrace();
        }
    }
}
