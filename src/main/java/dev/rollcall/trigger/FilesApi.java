package dev.rollcall.trigger;

import dev.rollcall.run.Export;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.Runs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The files of a run: its reports, and the export byte for byte.
@RestController
class FilesApi {
    private final Runs runs;
    private final HomeFolder home;

    FilesApi(Runs runs, HomeFolder home) {
        this.runs = runs;
        this.home = home;
    }

    @GetMapping("/api/runs/{runId}/files/{name}")
    ResponseEntity<Resource> file(@PathVariable long runId, @PathVariable String name) {
        Run run = runs.get(runId);
        Path file = find(run, name)
                .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                .orElseThrow(() -> Problem.notFound(
                        "FILE_NOT_FOUND", "run " + runId + " has no such file (yet, or it is not kept any more)"));
        String shown = name.equals("export") ? run.export().map(Export::name).orElse("export") : name;
        var disposition = name.equals("report.html") ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(shown, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(type(name))
                .body(new FileSystemResource(file));
    }

    private Optional<Path> find(Run run, String name) {
        if (name.equals("export")) {
            return run.place().map(home::at);
        }
        Set<String> names = Set.of(
                "summary.json",
                "plan.csv",
                "errors.csv",
                "report.html",
                "corrections-" + run.job() + "-" + run.id() + ".csv");
        return names.contains(name)
                ? Optional.of(home.reports(run.job(), run.id()).resolve(name))
                : Optional.empty();
    }

    private static MediaType type(String name) {
        if (name.endsWith(".json")) {
            return MediaType.APPLICATION_JSON;
        }
        if (name.endsWith(".html")) {
            return new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
        }
        return name.endsWith(".csv")
                ? new MediaType(new MediaType("text", "csv"), StandardCharsets.UTF_8)
                : MediaType.APPLICATION_OCTET_STREAM;
    }
}
