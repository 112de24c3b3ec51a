package dev.rollcall.run;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where everything lies that Rollcall writes. See contract 2.
@Component
public class HomeFolder {
    private final Path root;

    HomeFolder(@Value("${rollcall.home:./var}") Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    public Path inbox(String job) {
        return root.resolve("inbox").resolve(job);
    }

    public Path claimed(String job) {
        return inbox(job).resolve(".claimed");
    }

    public Path archive(String job) {
        return root.resolve("archive").resolve(job);
    }

    public Path refused(String job) {
        return root.resolve("refused").resolve(job);
    }

    Path reports(String job) {
        return root.resolve("reports").resolve(job);
    }

    public Path reports(String job, long runId) {
        return reports(job).resolve(Long.toString(runId));
    }

    /// The file at a place as the run row has it.
    public Path at(String place) {
        return root.resolve(place);
    }

    public String placeOf(Path file) {
        return root.relativize(file).toString();
    }
}
