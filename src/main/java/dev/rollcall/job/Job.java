package dev.rollcall.job;

import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.plan.Approval;
import dev.rollcall.plan.Gates;
import dev.rollcall.reconcile.Rules;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.stage.StageRules;
import dev.rollcall.tenant.PushSettings;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// One source, one tenant and the rules between them: the typed content of one file in `jobs/`.
public record Job(
        JobName name,
        String title,
        boolean enabled,
        SourceSettings source,
        StageRules stage,
        Target target,
        Rules rules,
        Gates gates,
        Approval approval,
        PushSettings push,
        Retention retention,
        Notices notices,
        Optional<Schedule> schedule) {

    public record Retention(Duration archive, Duration reports, Duration runs) {
        public static final Retention DEFAULT =
                new Retention(Duration.ofDays(90), Duration.ofDays(90), Duration.ofDays(400));
    }

    /// @param overdue how long without an export before people are told
    public record Notices(List<String> mail, Optional<Webhook> webhook, Optional<Duration> overdue) {
        public static final Notices NOBODY = new Notices(List.of(), Optional.empty(), Optional.empty());

        public Notices {
            mail = List.copyOf(mail);
        }
    }

    public record Webhook(URI url, Optional<Secret> secret) {}

    /// @param cron a Spring cron expression, six fields
    public record Schedule(String cron, ZoneId zone, boolean catchUp) {}
}
