package dev.rollcall.sandbox;

import dev.rollcall.sandbox.fault.FaultRefused;
import dev.rollcall.sandbox.host.OptionRefused;
import dev.rollcall.sandbox.host.SeedRefused;
import dev.rollcall.sandbox.http.PortTaken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// The sandbox as a process of its own: `rollcall sandbox --port=8090 --tenant=acme:ruangkerja:seeds.json
/// --option=acme.bulkMost=50`. Without `--tenant` it hosts the tenants of the demo. It stays until it is told to
/// end.
public final class SandboxCommand {

    private static final int WRONG_USE = 2;
    private static final String FAULT = "--fault=";

    private SandboxCommand() {}

    public static void main(String[] args) {
        run(args);
    }

    /// Starts what the arguments ask for and returns when the process is told to end.
    ///
    /// @param args the word `sandbox` among them is passed over
    public static void run(String... args) {
        try (Sandbox sandbox = Sandbox.start(settings(args))) {
            faults(sandbox, args);
            sandbox.tenants().forEach(t -> say(t.name() + "  " + t.url() + "  page: " + t.url() + "/_sandbox"));
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException | OptionRefused | FaultRefused | SeedRefused wrong) {
            say("rollcall sandbox: " + wrong.getMessage());
            System.exit(WRONG_USE);
        } catch (PortTaken taken) {
            say("rollcall sandbox: " + taken.getMessage() + ". End it, or give --port= another one (0: any free one).");
            System.exit(1);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    static SandboxSettings settings(String... args) {
        var settings = SandboxSettings.demo(8090);
        var tenants = new ArrayList<TenantSettings>();
        var options = new HashMap<String, Map<String, String>>();
        for (String arg : args) {
            String value = arg.substring(arg.indexOf('=') + 1);
            if (arg.startsWith("--port=")) {
                settings = settings.onPort(port(value));
            } else if (arg.startsWith("--tenant=")) {
                tenants.add(tenant(value));
            } else if (arg.startsWith("--option=")) {
                option(value, options);
            } else if (!arg.equals("sandbox") && !arg.startsWith(FAULT)) {
                throw new IllegalArgumentException(
                        "Found " + arg + "; expected --port=, --tenant=, --option= or --fault=.");
            }
        }
        List<TenantSettings> hosted = (tenants.isEmpty() ? settings.tenants() : tenants)
                .stream()
                        .map(tenant -> tenant.with(options.getOrDefault(tenant.name(), Map.of())))
                        .toList();
        return new SandboxSettings(settings.port(), hosted, settings.seed(), settings.clock(), settings.keptCalls());
    }

    static void faults(Sandbox sandbox, String... args) {
        for (String arg : args) {
            int colon = arg.indexOf(':');
            if (arg.startsWith(FAULT) && colon > 0) {
                sandbox.tenant(arg.substring(FAULT.length(), colon)).fault(arg.substring(colon + 1));
            }
        }
    }

    private static int port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("Found --port=" + value + "; expected 0 (any free one) to 65535.");
        }
        return Integer.parseInt(value);
    }

    private static TenantSettings tenant(String value) {
        List<String> parts = List.of(value.split(":", 3));
        if (parts.size() < 2) {
            throw new IllegalArgumentException(
                    "Found --tenant=" + value + "; expected name:system or name:system:seeds.json.");
        }
        String seeds = parts.size() == 3 ? read(Path.of(parts.get(2))) : "{}";
        return new TenantSettings(parts.get(0), TenantSystem.named(parts.get(1)), Map.of(), seeds);
    }

    private static void option(String value, Map<String, Map<String, String>> options) {
        int dot = value.indexOf('.');
        int equals = value.indexOf('=');
        if (dot < 1 || equals < dot) {
            throw new IllegalArgumentException("Found --option=" + value + "; expected tenant.option=value.");
        }
        options.computeIfAbsent(value.substring(0, dot), _ -> new HashMap<>())
                .put(value.substring(dot + 1, equals), value.substring(equals + 1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("SystemOut") // a command speaks to its terminal
    private static void say(String line) {
        System.out.println(line);
    }
}
