package dev.rollcall.source.http;

import dev.rollcall.connector.Secret;
import dev.rollcall.source.CsvShape;
import dev.rollcall.source.PullOrder;
import dev.rollcall.source.Pulls;
import dev.rollcall.source.Records;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Auth;
import dev.rollcall.source.SourceSettings.Since;
import dev.rollcall.tenant.Backoff;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Pulls of partners' APIs.
@Component
class HttpPulls implements Pulls.Puller {
    private final Tenants tenants;
    private final PartnerCalls calls;

    HttpPulls(Tenants tenants, PartnerCalls calls) {
        this.tenants = tenants;
        this.calls = calls;
    }

    @Override
    public boolean pulls(SourceSettings source) {
        return source instanceof SourceSettings.Http;
    }

    @Override
    public Pulls.Pull open(PullOrder order) {
        SourceSettings.Http http = (SourceSettings.Http) order.source();
        PushSettings usual = order.settings();
        var settings = new PushSettings(usual.concurrency(), http.rate(), false, usual.attempts(), usual.timeout());
        Partner partner = new Partner(http, calls, usual.timeout());
        TenantLine line = tenants.open(order.job(), account(http), partner, settings);
        return new Open(order, http, partner, line);
    }

    /// The URL with what an incremental pull asks for.
    static URI base(SourceSettings.Http http, PullOrder order) {
        return order.since()
                .flatMap(since -> http.since().map(by -> Course.with(http.url(), by.param(), written(since, by))))
                .orElse(http.url());
    }

    private static String written(Instant since, Since by) {
        Instant from = since.minus(by.overlap()).truncatedTo(ChronoUnit.SECONDS);
        return switch (by.format()) {
            case "epoch" -> Long.toString(from.getEpochSecond());
            case "date" -> from.atOffset(ZoneOffset.UTC).toLocalDate().toString();
            default -> from.toString();
        };
    }

    /// Where and as whom: lines with the same one share their pauses.
    private static String account(SourceSettings.Http http) {
        Stream<Secret> secrets = switch (http.auth()) {
            case Auth.None _ -> Stream.empty();
            case Auth.Basic by -> Stream.of(by.user(), by.password());
            case Auth.Bearer by -> Stream.of(by.token());
            case Auth.Header by -> Stream.of(by.value());
            case Auth.OAuth2 by -> Stream.of(by.clientId(), by.clientSecret());
        };
        return "source\n" + http.url().getRawAuthority() + "\n"
                + secrets.map(Secret::reveal).collect(Collectors.joining("\n"));
    }

    private record Open(PullOrder order, SourceSettings.Http http, Partner partner, TenantLine line)
            implements Pulls.Pull {
        @Override
        public Records records() {
            return new PulledPages(
                    new Course(base(http, order), http.paging()),
                    partner,
                    new PageFetch(line, Backoff.withJitter()),
                    line.settings().concurrency(),
                    order.archive());
        }

        @Override
        public void file() {
            Path target = order.archive();
            Path part = target.resolveSibling("." + target.getFileName() + ".part");
            long most = http.csv().map(CsvShape::maxBytes).orElse(CsvShape.DEFAULT_MAX_BYTES);
            try {
                Files.createDirectories(target.toAbsolutePath().getParent());
                if (fetched(part, most).isEmpty()) {
                    throw PageFetch.notFound("file");
                }
                Files.move(part, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException("the export could not be written to " + target, e);
            }
        }

        private Optional<Long> fetched(Path part, long most) {
            return new PageFetch(line, Backoff.withJitter())
                    .get("the file", c -> partner.file(base(http, order), part, most));
        }

        @Override
        public void cancel() {
            line.cancel();
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
