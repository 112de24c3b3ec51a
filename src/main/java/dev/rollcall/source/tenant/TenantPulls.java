package dev.rollcall.source.tenant;

import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.source.PullOrder;
import dev.rollcall.source.Pulls;
import dev.rollcall.source.Records;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Tenants;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/// Pulls of other tenants.
@Component
class TenantPulls implements Pulls.Puller {
    private final Tenants tenants;
    private final List<ConnectorFactory> factories;

    TenantPulls(Tenants tenants, List<ConnectorFactory> factories) {
        this.tenants = tenants;
        this.factories = List.copyOf(factories);
    }

    @Override
    public boolean pulls(SourceSettings source) {
        return source instanceof SourceSettings.Tenant;
    }

    @Override
    public Pulls.Pull open(PullOrder order) {
        SourceSettings.Tenant source = (SourceSettings.Tenant) order.source();
        PushSettings usual = order.settings();
        var settings = new PushSettings(
                usual.concurrency(), rate(source.tenant().connector()), false, usual.attempts(), usual.timeout());
        return new Open(order, tenants.open(order.job(), source.tenant(), settings));
    }

    /// The rate that the connector says for its tenants: the job's own is that of its target.
    private OptionalInt rate(String connector) {
        return factories.stream()
                .filter(factory -> factory.name().equals(connector))
                .mapToInt(ConnectorFactory::defaultRate)
                .findFirst();
    }

    private record Open(PullOrder order, TenantLine line) implements Pulls.Pull {
        @Override
        public Records records() {
            return new TenantRecords(line, order.archive());
        }

        @Override
        public void file() {
            throw new IllegalStateException("a tenant gives records, no file");
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
