package dev.rollcall.stage;

import static dev.rollcall.person.Attribute.ACTIVE;
import static dev.rollcall.person.Attribute.EMAIL;
import static dev.rollcall.person.Attribute.EMPLOYEE_ID;
import static dev.rollcall.person.Attribute.GROUPS;
import static dev.rollcall.person.Attribute.MEMBERSHIP_TYPE;
import static dev.rollcall.person.Attribute.NAME;
import static dev.rollcall.person.Attribute.NEW_EMPLOYEE_ID;
import static dev.rollcall.person.Attribute.ORGANIZATION;
import static dev.rollcall.person.Attribute.PHONE;
import static dev.rollcall.person.Attribute.ROLES;
import static dev.rollcall.person.Attribute.TAGS;
import static dev.rollcall.person.Attribute.USERNAME;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.source.csv.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The look at one row: every cell is read, so that all faults are told at once.
final class Judgement {
    private final StageRules rules;
    private final Words words;
    private final Phones phones;
    private final int width;
    private final Row row;
    private final Texts texts;
    private final List<Finding> findings = new ArrayList<>(0);
    private String id = "";

    Judgement(StageRules rules, Words words, Phones phones, int width, Row row, Texts texts) {
        this.rules = rules;
        this.words = words;
        this.phones = phones;
        this.width = width;
        this.row = row;
        this.texts = texts;
    }

    RowRules.Judged judge() {
        if (row.isCut()) {
            return ragged("cut");
        }
        if (row.isWrapped()) {
            return ragged("wrapped");
        }
        String read = idOf(EMPLOYEE_ID);
        id = read == null ? "" : read;
        if (id.isEmpty() && findings.isEmpty()) {
            found(EMPLOYEE_ID, RowCode.MISSING_EMPLOYEE_ID, "", List.of());
        }
        if (row.hasTooMany()) {
            return ragged("tooMany");
        }
        StagedRow accepted = new StagedRow(
                row.line(),
                texts.fingerprint(),
                id,
                newId(),
                name(),
                texts.isMapped(EMAIL) ? kept(EMAIL, Emails.read(word(EMAIL))) : null,
                texts.isMapped(PHONE) ? kept(PHONE, phones.read(word(PHONE))) : null,
                username(),
                active(),
                set(TAGS),
                text(ORGANIZATION),
                set(GROUPS),
                set(ROLES),
                text(MEMBERSHIP_TYPE));
        return new RowRules.Judged(accepted, findings);
    }

    /// Which cell is which is not certain in such a row; only the employee ID is kept, to count as present.
    private RowRules.Judged ragged(String variant) {
        findings.add(new Finding(
                row.line(),
                id.isEmpty() ? Optional.empty() : Optional.of(id),
                Finding.Stage.PARSE,
                RowCode.RAGGED_ROW,
                variant,
                Optional.empty(),
                "",
                "",
                List.of(String.valueOf(row.count()), String.valueOf(width))));
        StagedRow nothing = new StagedRow(
                row.line(), texts.fingerprint(), id, null, null, null, null, null, null, null, null, null, null, null);
        return new RowRules.Judged(nothing, findings);
    }

    private @Nullable String idOf(Attribute attribute) {
        boolean strict = rules.alphanumeric().contains(EMPLOYEE_ID);
        return kept(attribute, EmployeeIds.read(word(attribute), RowCode.INVALID_EMPLOYEE_ID, strict));
    }

    private @Nullable String newId() {
        String wanted = texts.isMapped(NEW_EMPLOYEE_ID) ? idOf(NEW_EMPLOYEE_ID) : null;
        return wanted == null || wanted.isEmpty() || wanted.equals(id) ? null : wanted;
    }

    private @Nullable String name() {
        if (!texts.isMapped(NAME)) {
            return null;
        }
        String name = word(NAME);
        if (name.isEmpty()) {
            found(NAME, RowCode.MISSING_NAME, "", List.of());
        } else if (Cells.isSpreadsheetError(name)) {
            found(NAME, RowCode.MISSING_NAME, "spreadsheetError", List.of());
        }
        return name;
    }

    private @Nullable String username() {
        if (!texts.isMapped(USERNAME)) {
            return null;
        }
        boolean strict = rules.alphanumeric().contains(USERNAME);
        return kept(USERNAME, EmployeeIds.read(word(USERNAME), RowCode.INVALID_USERNAME, strict));
    }

    private @Nullable Boolean active() {
        String word = word(ACTIVE);
        if (word.isEmpty()) {
            return null;
        }
        Optional<Boolean> status = words.status(word);
        if (status.isEmpty()) {
            found(ACTIVE, RowCode.UNKNOWN_VALUE, "", List.of());
        }
        return status.orElse(null);
    }

    private @Nullable String text(Attribute attribute) {
        return texts.isMapped(attribute) ? kept(attribute, Reading.good(word(attribute))) : null;
    }

    private @Nullable List<String> set(Attribute attribute) {
        if (!texts.isMapped(attribute)) {
            return null;
        }
        String cell = texts.text(attribute);
        String separator = texts.separator(attribute);
        if (!cell.isEmpty() && (separator.isEmpty() || !cell.contains(separator))) {
            String only = words.translated(attribute, cell);
            return only.isEmpty() ? emptySet(attribute) : List.of(only);
        }
        Set<String> items = new LinkedHashSet<>();
        int from = 0;
        for (int to = end(cell, separator, from); from <= cell.length(); to = end(cell, separator, from)) {
            String item = words.translated(attribute, cell.substring(from, to).strip());
            if (!item.isEmpty()) {
                items.add(item);
            }
            from = to + Math.max(1, separator.length());
        }
        return items.isEmpty() ? emptySet(attribute) : List.copyOf(items);
    }

    private @Nullable List<String> emptySet(Attribute attribute) {
        return isCleared(attribute) ? List.of() : null;
    }

    /// Where the item that begins there ends.
    private static int end(String cell, String separator, int from) {
        int at = separator.isEmpty() ? -1 : cell.indexOf(separator, from);
        return at < 0 ? cell.length() : at;
    }

    private String word(Attribute attribute) {
        return words.translated(attribute, texts.text(attribute));
    }

    private @Nullable String kept(Attribute attribute, Reading reading) {
        return switch (reading) {
            case Reading.Good(String text) -> text.isEmpty() && !isCleared(attribute) ? null : text;
            case Reading.Bad(var code, var variant, var facts) -> {
                found(attribute, code, variant, facts);
                yield null;
            }
        };
    }

    /// A cell that a short row does not have says nothing.
    private boolean isCleared(Attribute attribute) {
        return rules.clearOnEmpty().contains(attribute) && !texts.isMissing(attribute);
    }

    private void found(Attribute attribute, RowCode code, String variant, List<String> facts) {
        findings.add(new Finding(
                row.line(),
                id.isEmpty() ? Optional.empty() : Optional.of(id),
                Finding.Stage.PARSE,
                code,
                variant,
                Optional.of(attribute),
                texts.label(attribute),
                texts.shown(attribute),
                facts));
    }
}
