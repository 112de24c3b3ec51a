package dev.rollcall.trigger;

import dev.rollcall.job.Job;
import dev.rollcall.run.StagingOrders;
import dev.rollcall.run.StartOrder.Upload;
import dev.rollcall.stage.ExportFacts;
import dev.rollcall.stage.StageOutcome;
import dev.rollcall.stage.Staging;
import dev.rollcall.stage.Understanding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says what would be understood of an export, and writes nothing.
@Component
class Checks {
    private final Staging staging;
    private final StagingOrders orders;

    Checks(Staging staging, StagingOrders orders) {
        this.staging = staging;
        this.orders = orders;
    }

    Map<String, @Nullable Object> check(Job job, Upload upload) {
        Understanding understood = staging.check(orders.check(job, upload.file(), upload.name()));
        var all = new LinkedHashMap<String, @Nullable Object>();
        facts(all, upload.name(), understood.outcome().facts());
        outcome(all, understood.outcome());
        all.put("first", understood.first().stream().map(Checks::row).toList());
        all.put("rejects", understood.rejects());
        return all;
    }

    private static void facts(Map<String, @Nullable Object> all, String name, ExportFacts facts) {
        all.put("name", name);
        all.put("bytes", facts.bytes());
        all.put("sha256", facts.sha256());
        all.put("charset", facts.charset().isEmpty() ? null : facts.charset());
        all.put("delimiter", facts.delimiter().isEmpty() ? null : facts.delimiter());
        all.put("header", facts.header());
        var mapped = new TreeMap<String, List<String>>();
        facts.mapped().forEach((attribute, headers) -> mapped.put(attribute.key(), headers));
        all.put("mapped", mapped);
        all.put("unmapped", facts.unmapped());
    }

    private static void outcome(Map<String, @Nullable Object> all, StageOutcome outcome) {
        var rows = new LinkedHashMap<String, Long>();
        switch (outcome) {
            case StageOutcome.Staged staged -> {
                rows.put("read", staged.read());
                rows.put("rejected", staged.rejected());
                rows.put("accepted", staged.accepted());
                all.put("refused", null);
                all.put("proven", staged.proven());
                all.put("proof", staged.proof());
            }
            case StageOutcome.Refused refused -> {
                all.put("refused", Map.of("code", refused.code().name(), "details", refused.details()));
                all.put("proven", false);
                all.put("proof", List.of());
            }
        }
        all.put("rows", rows);
    }

    private static Map<String, Object> row(Understanding.Row row) {
        var values = new LinkedHashMap<String, Object>();
        row.values().forEach((attribute, value) -> values.put(attribute.key(), value));
        var findings = new ArrayList<Map<String, Object>>();
        row.findings()
                .forEach(f -> findings.add(Map.of(
                        "code", f.code().name(),
                        "attribute", f.attribute().map(a -> a.key()).orElse(""),
                        "header", f.header(),
                        "value", f.value())));
        var all = new LinkedHashMap<String, Object>();
        all.put("line", row.line());
        all.put("values", values);
        all.put("findings", findings);
        return all;
    }
}
