package dev.rollcall;

import dev.rollcall.run.RunState;
import dev.rollcall.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A job of the samples, its exports in their order, and what each must come to
/// (`samples/<system>/expected.json`).
record Sample(String job, List<Month> months) {

    /// One HR export kept in step in three tenants.
    private static final List<String> SYSTEMS = List.of("ruangkerja", "deskhero", "garment");

    Sample {
        months = List.copyOf(months);
    }

    /// One export.
    ///
    /// @param expected the counts and lines that it must come to
    /// @param then what happens in the sandbox after it, if anything
    record Month(Path export, RunState state, JsonNode expected, Optional<Then> then) {

        String name() {
            return export.getFileName().toString();
        }

        /// Drops the export as somebody would who copies it: under another name first.
        void drop(Path inbox) throws IOException {
            Path unfinished = Files.createDirectories(inbox).resolve(name() + ".tmp");
            Files.copy(export, unfinished);
            Files.move(unfinished, inbox.resolve(name()));
        }
    }

    /// Something that people in the tenant do: a keeper's call of the sandbox.
    ///
    /// @param told what it is, for people
    record Then(String tenant, String what, String with, String told) {

        void happen(Sandbox sandbox) {
            sandbox.tenant(tenant).keep(what, with);
        }
    }

    /// @param folder `samples`
    static List<Sample> all(Path folder) throws IOException {
        List<Sample> all = new ArrayList<>();
        for (String system : SYSTEMS) {
            all.add(read("contoh-" + system, folder.resolve(system)));
        }
        return all;
    }

    private static Sample read(String job, Path folder) throws IOException {
        List<Month> months = new ArrayList<>();
        JsonNode list = JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        for (JsonNode expected : list.values()) {
            Path export = folder.resolve(expected.path("file").asString()).normalize();
            RunState state = RunState.valueOf(expected.path("state").asString());
            months.add(new Month(export, state, expected, then(expected.path("then"))));
        }
        return new Sample(job, months);
    }

    private static Optional<Then> then(JsonNode then) {
        return then.isObject()
                ? Optional.of(new Then(
                        then.path("tenant").asString(),
                        then.path("what").asString(),
                        then.path("with").toString(),
                        then.path("told").asString()))
                : Optional.empty();
    }
}
