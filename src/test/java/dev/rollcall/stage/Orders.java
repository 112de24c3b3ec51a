package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.source.CsvShape;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Orders for tests that need nothing special.
final class Orders {
    static final StageRules RULES = new StageRules(
            Map.of(
                    Attribute.EMPLOYEE_ID, new StageRules.Column.AnyOf(List.of("NIK")),
                    Attribute.NEW_EMPLOYEE_ID, new StageRules.Column.AnyOf(List.of("NIK Baru")),
                    Attribute.NAME, new StageRules.Column.AnyOf(List.of("Nama")),
                    Attribute.EMAIL, new StageRules.Column.AnyOf(List.of("Email")),
                    Attribute.PHONE, new StageRules.Column.AnyOf(List.of("No HP")),
                    Attribute.USERNAME, new StageRules.Column.AnyOf(List.of("Username")),
                    Attribute.ACTIVE, new StageRules.Column.AnyOf(List.of("Status")),
                    Attribute.ORGANIZATION, new StageRules.Column.AnyOf(List.of("Organisasi")),
                    Attribute.TAGS, new StageRules.Column.Split(List.of("Tag"), ";")),
            Map.of(),
            Optional.of("ID"),
            StageRules.Completeness.DEFAULT,
            Set.of(),
            true,
            Set.of(),
            EnumSet.of(Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME));

    private Orders() {}

    static StageOrder of(long runId, Path file, String name, CsvShape shape) {
        return new StageOrder(
                runId, "acme", file, name, shape, RULES, true, OptionalLong.empty(), Set.of(), StageProgress.NOBODY);
    }

    static StageOrder correction(long runId, Path file, Path corrected) {
        return correction(runId, file, new StageOrder.Corrected(1, Optional.of(corrected), "november.csv", false));
    }

    static StageOrder correction(long runId, Path file, StageOrder.Corrected corrected) {
        return new StageOrder(
                runId,
                "acme",
                file,
                "corrections-acme-1.csv",
                CsvShape.AUTO,
                RULES,
                false,
                true,
                Optional.of(corrected),
                OptionalLong.empty(),
                Set.of(),
                StageProgress.NOBODY);
    }
}
