package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.source.CsvShape;
import dev.rollcall.stage.jdbc.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the proof of a CSV export tells of each check: what was found, and what was expected.
class ProofChecksTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final StageRules RULES = new StageRules(
            Orders.RULES.columns(),
            Orders.RULES.values(),
            Orders.RULES.phoneRegion(),
            new StageRules.Completeness(90, 20, Optional.of(Pattern.compile("^TOTAL,(?<rows>[0-9]+)"))),
            Orders.RULES.clearOnEmpty(),
            Orders.RULES.contactRequired(),
            Orders.RULES.alphanumeric(),
            Orders.RULES.unique());

    private static final String WHOLE = "NIK,Nama\nE1,Budi\nE2,Siti\nTOTAL,2\n";

    @TempDir
    Path folder;

    @Test
    void namesEachCheckOfAWholeExport() throws IOException {
        assertThat(proof(301, WHOLE, OptionalLong.of(2), Set.of()))
                .containsExactly(
                        new Check("decoded", true, "UTF-8", "UTF-8"),
                        new Check("quotes", true, "closed", "closed"),
                        new Check("cells", true, 0L, 0L),
                        new Check("employeeIds", true, 0L, 0L),
                        new Check("lastLine", true, "whole", "whole"),
                        new Check("trailer", true, 2L, "2"),
                        new Check("columns", true, List.of("employeeId", "name"), List.of()),
                        new Check("minRows", true, 2L, 2L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cells|NIK,Nama;E1,Budi,x;E2,Siti;TOTAL,2;|1|0",
                "employeeIds|NIK,Nama;,Budi;E2,Siti;TOTAL,2;|1|0",
                "lastLine|NIK,Nama,Email;E1,Budi,b@x.id;TOTAL,1;E2,Si|cut|whole",
                "trailer|NIK,Nama;E1,Budi;E2,Siti;TOTAL,3;|2|3",
                "trailer|NIK,Nama;E1,Budi;E2,Siti;|none|2",
                "minRows|NIK,Nama;E1,Budi;E2,;TOTAL,2;|1|2"
            })
    void tellsWhatWasFoundAndWhatWasExpected(String check, String export, String found, String expected)
            throws IOException {
        List<Check> proof = proof(302, export.replace(';', '\n'), OptionalLong.of(2), Set.of());
        assertThat(proof)
                .filteredOn(one -> one.check().equals(check))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.ok()).isFalse();
                    assertThat(one.found()).hasToString(found);
                    assertThat(one.expected()).hasToString(expected);
                });
    }

    @Test
    void tellsWhichColumnsTheLastProvenExportHad() throws IOException {
        List<Check> all = proof(303, "NIK,Nama,Email\nE1,Budi,b@x.id\nTOTAL,1\n", OptionalLong.empty(), Set.of());
        List<?> before = columns(all);
        Set<String> baseline = Set.copyOf(before.stream().map(String::valueOf).toList());
        assertThat(proof(304, WHOLE, OptionalLong.empty(), baseline))
                .filteredOn(one -> !one.ok())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.check()).isEqualTo("columns");
                    assertThat((List<?>) one.found()).hasSize(before.size() - 1).allMatch(before::contains);
                    assertThat(one.expected()).isEqualTo(before);
                });
    }

    private static List<?> columns(List<Check> proof) {
        return proof.stream()
                .filter(one -> one.check().equals("columns"))
                .map(one -> (List<?>) one.found())
                .findFirst()
                .orElseThrow();
    }

    private List<Check> proof(long runId, String export, OptionalLong rows, Set<String> columns) throws IOException {
        Path file = Files.writeString(folder.resolve(runId + ".csv"), export);
        var order = new StageOrder(
                runId, "acme", file, "november.csv", CsvShape.AUTO, RULES, true, rows, columns, StageProgress.NOBODY);
        StageOutcome outcome = new CsvStaging(Stages.on(database.dataSource())).stage(order);
        assertThat(outcome).isInstanceOf(StageOutcome.Staged.class);
        return ((StageOutcome.Staged) outcome).proof();
    }
}
