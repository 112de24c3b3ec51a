package dev.rollcall.sandbox;

import java.time.InstantSource;
import java.util.List;

/// What to start.
///
/// @param port on 127.0.0.1; 0 takes a free one
/// @param seed of every draw (serials, faults by chance): the same seed and the same calls give the same run
/// @param clock tells when tokens end; the record's times come from it too
/// @param keptCalls how many calls, with the things they touched, each tenant remembers one by one
public record SandboxSettings(int port, List<TenantSettings> tenants, long seed, InstantSource clock, int keptCalls) {

    private static final int KEPT_CALLS = 500_000;

    public SandboxSettings {
        tenants = List.copyOf(tenants);
    }

    /// These tenants on a free port.
    public static SandboxSettings of(TenantSettings... tenants) {
        return new SandboxSettings(0, List.of(tenants), 1, InstantSource.system(), KEPT_CALLS);
    }

    /// The tenants of the demo: an admin account, tags, groups and roles, and an Indonesian company's
    /// structure.
    public static SandboxSettings demo(int port) {
        return new SandboxSettings(port, DemoTenants.all(), 1, InstantSource.system(), KEPT_CALLS);
    }

    public SandboxSettings onPort(int other) {
        return new SandboxSettings(other, tenants, seed, clock, keptCalls);
    }

    public SandboxSettings at(InstantSource other) {
        return new SandboxSettings(port, tenants, seed, other, keptCalls);
    }
}
