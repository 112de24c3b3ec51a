package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.FileCode;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.source.csv.CsvRows;
import dev.rollcall.source.csv.ExportRefused;
import dev.rollcall.source.csv.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The filling of the staging tables with one export.
final class Load {
    private static final int FEWEST_LINKED = 20;

    private final StageOrder order;
    private final Sheet export;
    private final StageStore.Load store;
    private final Preview preview;
    private final RowRules rules;
    private CorrectedIds corrected = CorrectedIds.NONE;
    private final List<Unique> unique = new ArrayList<>();
    private final Proof proof;
    private long rejected;
    private long fileBytes;

    Load(StageOrder order, Sheet export, StageStore.Load store, Preview preview) {
        this.order = order;
        this.export = export;
        this.store = store;
        this.preview = preview;
        this.rules = new RowRules(order.rules(), export.mapping(), export.width());
        this.proof = new Proof(order, export.facts());
        unique.add(new Unique(Attribute.EMPLOYEE_ID, new Seen()));
        Stream.of(Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME)
                .filter(order.rules().unique()::contains)
                .forEach(attribute -> unique.add(new Unique(attribute, new Seen())));
    }

    /// An attribute of which no two rows may have the same value.
    private record Unique(Attribute attribute, Seen seen) {}

    /// Reads all rows; the store holds them afterwards, not kept yet.
    StageOutcome fill() {
        try {
            corrected = export.corrected(order, store);
            CsvRows.End end = export.read(wanted(), trailer(), read -> fileBytes = read, this::take);
            order.progress().at(fileBytes, export.facts().bytes());
            refuseChanged();
            return end.rows() == 0 && export.isRefusedEmpty(order)
                    ? CsvStaging.refused(export.facts(), new ExportRefused(FileCode.NO_ROWS, export.kind()))
                    : settled(end);
        } catch (ExportRefused e) {
            return CsvStaging.refused(export.facts(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file that grew or shrank while it was read; records do not lie in one yet.
    private void refuseChanged() throws IOException {
        if (export.whole().isPresent()) {
            return;
        }
        long now = Files.size(order.file());
        if (now != export.facts().bytes()) {
            throw new ExportRefused(
                    FileCode.TRUNCATED, "changed", export.facts().bytes(), now);
        }
    }

    private BitSet wanted() {
        BitSet wanted = new BitSet();
        wanted.set(0); // a row that stands in one cell stands in this one
        export.mapping().cells().forEach(cell -> cell.columns().forEach(wanted::set));
        corrected.columns().forEach(wanted::set);
        return wanted;
    }

    private Optional<java.util.regex.Pattern> trailer() {
        return order.correction()
                ? Optional.empty()
                : order.rules().completeness().trailer();
    }

    private void take(Row row) {
        RowRules.Judged judged = rules.judge(row);
        Optional<Finding> changed = corrected.changed(row, judged.row(), rules.label(Attribute.EMPLOYEE_ID));
        if (changed.isPresent()) {
            List<Finding> findings = new ArrayList<>(judged.findings());
            findings.add(changed.get());
            judged = new RowRules.Judged(judged.row(), findings);
        }
        preview.see(judged);
        proof.see(row, judged);
        remember(judged.row());
        if (judged.isAccepted()) {
            store.accept(judged.row());
        } else {
            rejected++;
            store.reject(judged.row(), judged.findings());
        }
        if (proof.rows() % 16_384 == 0) {
            order.progress().at(fileBytes, export.facts().bytes());
        }
    }

    private void remember(StagedRow row) {
        for (Unique one : unique) {
            one.seen().see(value(row, one.attribute()), row.line());
        }
    }

    private static @Nullable String value(StagedRow row, Attribute attribute) {
        return switch (attribute) {
            case EMPLOYEE_ID -> row.employeeId();
            case EMAIL -> row.email() == null ? null : Comparison.key(Attribute.EMAIL, row.email());
            case PHONE -> row.phone();
            case USERNAME -> row.username();
            default -> null;
        };
    }

    private StageOutcome settled(CsvRows.End end) {
        store.endOfRows();
        Map<Attribute, List<Long>> shared = tellShared();
        long told = shared.isEmpty() ? 0 : store.rejectTold();
        List<Long> sameId = shared.get(Attribute.EMPLOYEE_ID);
        long repeated = sameId == null ? 0 : store.dropRepeated(sameId);
        if (order.full()) {
            int percent = order.rules().completeness().knownPercent();
            KnownPeople.Named people = store.known(order.job(), percent);
            long enough = people.enough(percent);
            if (people.linked() >= FEWEST_LINKED && people.named() < enough) {
                return CsvStaging.refused(
                        export.facts(), FileCode.WRONG_EXPORT, people.named(), people.linked(), percent, enough);
            }
        }
        long rejects = rejected + told;
        long accepted = end.rows() - rejects;
        long twice = !shared.isEmpty() && export.whole().isPresent() ? doubled() : 0;
        List<Check> checks = export.whole()
                .map(whole -> proof.ofRecords(whole, accepted, repeated, twice))
                .orElseGet(() -> proof.checks(end, accepted));
        return new StageOutcome.Staged(
                export.facts(),
                end.rows(),
                rejects,
                accepted,
                repeated,
                checks,
                checks.stream().allMatch(Check::ok));
    }

    /// The lines that were looked at, by attribute.
    private Map<Attribute, List<Long>> tellShared() {
        Map<Attribute, List<Long>> shared = new EnumMap<>(Attribute.class);
        for (Unique one : unique) {
            one.seen().suspects().ifPresent(lines -> {
                Attribute attribute = one.attribute();
                store.tellShared(attribute, code(attribute), lines, rules.label(attribute));
                shared.put(attribute, lines);
            });
        }
        return shared;
    }

    private long doubled() {
        return store.findingsByCode().getOrDefault(RowCode.DUPLICATE_EMPLOYEE_ID, 0L);
    }

    private static RowCode code(Attribute attribute) {
        return switch (attribute) {
            case EMAIL -> RowCode.DUPLICATE_EMAIL;
            case PHONE -> RowCode.DUPLICATE_PHONE;
            case USERNAME -> RowCode.DUPLICATE_USERNAME;
            default -> RowCode.DUPLICATE_EMPLOYEE_ID;
        };
    }
}
