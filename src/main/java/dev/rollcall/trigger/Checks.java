package dev.rollcall.trigger;

import dev.rollcall.job.Job;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.report.Language;
import dev.rollcall.report.Messages;
import dev.rollcall.run.StagingOrders;
import dev.rollcall.stage.ExportFacts;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageOutcome;
import dev.rollcall.stage.Staging;
import dev.rollcall.stage.Understanding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says what would be understood of an export, in the caller's language, and writes nothing.
@Component
class Checks {
    private final Staging staging;
    private final StagingOrders orders;
    private final Messages messages;

    Checks(Staging staging, StagingOrders orders, Messages messages) {
        this.staging = staging;
        this.orders = orders;
        this.messages = messages;
    }

    Map<String, @Nullable Object> check(Job job, Path file, String name, Language language) {
        StageOrder order = orders.check(job, file, name);
        Understanding understood = staging.check(order);
        var all = new LinkedHashMap<String, @Nullable Object>();
        facts(all, name, understood.outcome().facts());
        all.put(
                "correctionOf",
                order.corrected().map(StageOrder.Corrected::runId).orElse(null));
        outcome(all, understood.outcome(), language);
        all.put("first", understood.first().stream().map(r -> row(r, language)).toList());
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

    private void outcome(Map<String, @Nullable Object> all, StageOutcome outcome, Language language) {
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
                all.put("refused", refusal(refused, language));
                all.put("proven", false);
                all.put("proof", List.of());
            }
        }
        all.put("rows", rows);
    }

    private Map<String, Object> refusal(StageOutcome.Refused refused, Language language) {
        Messages.Words words = messages.ofFile(refused.code().name(), refused.variant(), refused.details(), language);
        var all = new LinkedHashMap<String, Object>();
        all.put("code", refused.code().name());
        all.put("message", words.message());
        all.put("hint", words.hint());
        all.put("details", refused.details());
        return all;
    }

    private Map<String, Object> row(Understanding.Row row, Language language) {
        var values = new LinkedHashMap<String, Object>();
        row.values().forEach((attribute, value) -> values.put(attribute.key(), value));
        var all = new LinkedHashMap<String, Object>();
        all.put("line", row.line());
        all.put("values", values);
        all.put(
                "findings",
                row.findings().stream().map(f -> finding(f, language)).toList());
        return all;
    }

    private Map<String, Object> finding(Finding finding, Language language) {
        Messages.Words words = messages.of(finding, language);
        var all = new LinkedHashMap<String, Object>();
        all.put("code", finding.code().name());
        all.put("attribute", finding.attribute().map(Attribute::key).orElse(""));
        all.put("header", finding.header());
        all.put("value", finding.value());
        all.put("message", words.message());
        all.put("hint", words.hint());
        return all;
    }
}
