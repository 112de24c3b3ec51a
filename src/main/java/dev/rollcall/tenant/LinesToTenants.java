package dev.rollcall.tenant;

import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Opens lines with the connector that the target names; lines to one tenant share its state.
@Component
class LinesToTenants implements Tenants {

    private final Map<String, ConnectorFactory> factories;
    private final Budget budget;
    private final Clock clock;
    private final Map<String, SharedTenant> tenants = new ConcurrentHashMap<>();

    LinesToTenants(List<ConnectorFactory> factories, Budget budget, Clock clock) {
        this.factories = factories.stream().collect(Collectors.toMap(ConnectorFactory::name, Function.identity()));
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public TenantLine open(String job, Target target, PushSettings settings) {
        ConnectorFactory factory = factories.get(target.connector());
        if (factory == null) {
            throw new IllegalArgumentException("no connector " + target.connector() + ": expected one of "
                    + factories.keySet().stream().sorted().toList());
        }
        return line(job, key(target), factory.connect(target), settings);
    }

    @Override
    public TenantLine open(String job, String account, Connector connector, PushSettings settings) {
        return line(job, digest(account), connector, settings);
    }

    private TenantLine line(String job, String tenant, Connector connector, PushSettings settings) {
        budget.register(tenant, job, settings.rate());
        SharedTenant shared = tenants.computeIfAbsent(tenant, t -> SharedTenant.of(t, budget, clock));
        return new OpenLine(job, connector, settings, shared, clock, Waiting.REAL, Backoff.withJitter());
    }

    /// A digest of where and as whom; the same for every job and worker that uses this account.
    private static String key(Target target) {
        StringBuilder all = new StringBuilder(target.connector()).append('\n').append(target.url());
        new TreeMap<>(target.credentials()).forEach((name, secret) -> append(all, name, secret));
        return digest(all.toString());
    }

    private static String digest(String account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(StringBuilder all, String name, Secret secret) {
        all.append('\n').append(name).append('=').append(secret.reveal());
    }
}
