package dev.rollcall.job;

import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.job.Job.Notices;
import dev.rollcall.job.Job.Retention;
import dev.rollcall.job.Job.Schedule;
import dev.rollcall.job.Job.Webhook;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.plan.Approval;
import dev.rollcall.plan.Gates;
import dev.rollcall.reconcile.Rules;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.stage.StageRules;
import dev.rollcall.stage.StageRules.Column;
import dev.rollcall.tenant.PushSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.scheduling.support.CronExpression;

/// Puts the blocks of one job file together. Every block is read, also when one before it is no good, so that all
/// faults are told at once.
final class JobReading {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    private final Block root;
    private final Block source;
    private final SourceReading sources;
    private final TargetReading targets;

    JobReading(Block root, TargetReading targets) {
        this.root = root;
        this.source = root.block("source");
        this.sources = new SourceReading(source);
        this.targets = targets;
    }

    /// Empty where a part without which there is no job is missing or no good.
    Optional<Job> job(String file) {
        Optional<JobName> name = name(file);
        Duration timeout = root.block("push").duration("timeout", USUAL_TIMEOUT);
        Optional<TargetReading.Tenant> tenant = targets.read(root.block("target"), timeout);
        Optional<TargetReading.Tenant> origin = isTenant() ? targets.read(source, timeout) : Optional.empty();
        Optional<SourceSettings> settings = settings(origin);
        RulesReading reading = new RulesReading(root.block("reconcile"), tenant);
        Rules rules = reading.rules(sources.mode(), settings.stream().anyMatch(JobReading::isIncremental));
        Gates gates = reading.gates(root.block("gates"));
        StageRules stage = stage(rules, tenant, columns(origin));
        PushSettings push = push(tenant.map(TargetReading.Tenant::factory), timeout);
        Approval approval = root.word("approval", Approval.class, Approval.GATES);
        Notices notices = notices(root.block("notify"));
        Optional<Schedule> schedule = schedule(root.block("schedule"));
        Retention retention = retention(root.block("retention"));
        String title = root.text("title").or(() -> name.map(JobName::value)).orElse("");
        boolean enabled = root.flag("enabled", true);
        return name.flatMap(n -> settings.flatMap(s -> tenant.map(TargetReading.Tenant::target)
                .map(target -> new Job(
                        n, title, enabled, s, stage, target, rules, gates, approval, push, retention, notices,
                        schedule))));
    }

    private Optional<JobName> name(String file) {
        String expected = file.replaceAll("\\.yaml$", "");
        Optional<String> name = root.text("job");
        if (name.isPresent() && !name.get().equals(expected)) {
            root.fault("job", expected + ", the file's name without .yaml");
        }
        return name.filter(text -> text.matches(JobName.PATTERN)).map(JobName::new);
    }

    private boolean isTenant() {
        return source.text("type").equals(Optional.of("tenant"));
    }

    private Optional<SourceSettings> settings(Optional<TargetReading.Tenant> origin) {
        return switch (source.text("type").orElse("")) {
            case "csv" -> Optional.of(sources.csv());
            case "http" -> sources.http();
            case "tenant" -> origin.map(tenant -> new SourceSettings.Tenant(sources.mode(), tenant.target()));
            default -> Optional.empty();
        };
    }

    private static boolean isIncremental(SourceSettings settings) {
        return settings instanceof SourceSettings.Http http && http.since().isPresent();
    }

    private Map<Attribute, Column> columns(Optional<TargetReading.Tenant> origin) {
        Map<Attribute, Column> named = new ColumnsReading(source, sources.naming()).columns();
        return named.isEmpty() ? origin.map(JobReading::everything).orElse(named) : named;
    }

    /// Of a tenant that is a source everything is taken that it shows, each attribute under its own name.
    private static Map<Attribute, Column> everything(TargetReading.Tenant origin) {
        Abilities abilities = origin.factory().abilities(origin.target());
        Map<Attribute, Column> columns = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            boolean shown = attribute == Attribute.EMPLOYEE_ID
                    || attribute == Attribute.ACTIVE
                    || abilities.readable().contains(attribute);
            if (shown) {
                columns.put(attribute, new Column.AnyOf(List.of(attribute.key())));
            }
        }
        return columns;
    }

    private StageRules stage(Rules rules, Optional<TargetReading.Tenant> tenant, Map<Attribute, Column> columns) {
        Optional<ConnectorFactory> factory = tenant.map(TargetReading.Tenant::factory);
        return new StageRules(
                columns,
                new ColumnsReading(source, sources.naming()).values(),
                source.text("phoneRegion"),
                sources.completeness(),
                rules.clearOnEmpty(),
                factory.map(ConnectorFactory::contactRequired).orElse(false),
                factory.map(ConnectorFactory::alphanumeric).orElse(Set.of()),
                tenant.map(t -> t.factory().abilities(t.target()).unique()).orElse(Set.of()));
    }

    private PushSettings push(Optional<ConnectorFactory> factory, Duration timeout) {
        Block push = root.block("push");
        int usual = factory.map(ConnectorFactory::defaultRate).orElse(1);
        OptionalInt rate = push.text("rate").equals(Optional.of("none"))
                ? OptionalInt.empty()
                : OptionalInt.of(push.number("rate", usual));
        return new PushSettings(
                push.number("concurrency", 8), rate, push.flag("bulk", true), push.number("attempts", 6), timeout);
    }

    private static Retention retention(Block retention) {
        Retention usual = Retention.DEFAULT;
        return new Retention(
                retention.duration("archive", usual.archive()),
                retention.duration("reports", usual.reports()),
                retention.duration("runs", usual.runs()));
    }

    private static Notices notices(Block notices) {
        Block webhook = notices.block("webhook");
        return new Notices(
                notices.texts("mail"),
                webhook.url("url").map(url -> new Webhook(url, webhook.secret("secret"))),
                notices.duration("overdue"));
    }

    private static Optional<Schedule> schedule(Block schedule) {
        Optional<String> cron = schedule.text("cron");
        if (cron.isPresent() && !CronExpression.isValidExpression(cron.get())) {
            schedule.fault(
                    "cron", "a Spring cron expression of six fields, such as \"0 0 2 * * *\" for 02:00 each night");
        }
        ZoneId zone = zone(schedule);
        boolean catchUp = schedule.flag("catchUp", false);
        return cron.map(expression -> new Schedule(expression, zone, catchUp));
    }

    private static ZoneId zone(Block schedule) {
        Optional<String> zone = schedule.text("zone");
        try {
            return zone.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException unknown) {
            schedule.fault("zone", "a time zone, such as Asia/Jakarta or UTC");
            return ZoneId.systemDefault();
        }
    }
}
