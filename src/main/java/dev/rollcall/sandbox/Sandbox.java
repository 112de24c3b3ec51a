package dev.rollcall.sandbox;

import dev.rollcall.sandbox.host.HostedTenant;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.http.LoopbackServer;
import dev.rollcall.sandbox.http.Reply;
import dev.rollcall.sandbox.http.Request;
import dev.rollcall.sandbox.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// A running sandbox: several imitated tenants behind one port of 127.0.0.1. What they hold lasts until it is
/// closed.
public final class Sandbox implements AutoCloseable {

    private static final String KEEPER = "_sandbox";

    private final Map<String, SandboxTenant> tenants = Collections.synchronizedMap(new LinkedHashMap<>());
    private final LoopbackServer server;

    private Sandbox(SandboxSettings settings) {
        this.server = LoopbackServer.start(settings.port(), this::reply);
        settings.tenants().forEach(tenant -> tenants.put(tenant.name(), hosted(tenant, settings)));
    }

    public static Sandbox start(SandboxSettings settings) {
        return new Sandbox(settings);
    }

    public int port() {
        return server.port();
    }

    /// Where the list of tenants is; a tenant's own base is [SandboxTenant#url()].
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// @throws IllegalArgumentException when there is none of that name
    public SandboxTenant tenant(String name) {
        SandboxTenant tenant = tenants.get(name);
        if (tenant == null) {
            throw new IllegalArgumentException("Found the tenant " + name + "; expected one of " + tenants.keySet());
        }
        return tenant;
    }

    public Collection<SandboxTenant> tenants() {
        return List.copyOf(tenants.values());
    }

    @Override
    public void close() {
        server.close();
    }

    private SandboxTenant hosted(TenantSettings given, SandboxSettings settings) {
        Options options = given.system().options(given.options());
        var api = given.system().api(options, settings.clock(), settings.seed());
        JsonNode seeds = Json.read(given.seeds().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("The seeds of " + given.name() + " are not JSON."));
        var hosted =
                new HostedTenant(api, options, List.of(seeds), settings.clock(), settings.seed(), settings.keptCalls());
        return new SandboxTenant(given.name(), URI.create(url() + "/" + given.name()), hosted);
    }

    private Reply reply(Request request) {
        List<String> path = request.segments();
        SandboxTenant tenant = path.isEmpty() ? null : tenants.get(path.getFirst());
        if (tenant == null) {
            return new Reply.Whole(directory());
        }
        List<String> below = path.subList(1, path.size());
        if (!below.isEmpty() && below.getFirst().equals(KEEPER)) {
            return new Reply.Whole(tenant.keeper().answer(request, below.subList(1, below.size())));
        }
        return tenant.hosted().reply(request, below);
    }

    private Response directory() {
        ArrayNode list = Json.array();
        for (SandboxTenant tenant : new ArrayList<>(tenants.values())) {
            list.addObject()
                    .put("name", tenant.name())
                    .put("url", tenant.url().toString())
                    .put("page", tenant.url() + "/" + KEEPER);
        }
        return Response.json(404, Json.bytes(Json.object().set("tenants", list)));
    }
}
