package dev.rollcall.sandbox;

import dev.rollcall.sandbox.host.HostedTenant;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Keeper;
import dev.rollcall.sandbox.host.SeedRefused;
import dev.rollcall.sandbox.record.CallRecord;
import dev.rollcall.sandbox.record.Creations;
import dev.rollcall.sandbox.record.Rates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One imitated tenant, for those who run in the same process. Everything here is also an admin call.
public final class SandboxTenant {

    private final String name;
    private final URI url;
    private final HostedTenant hosted;

    SandboxTenant(String name, URI url, HostedTenant hosted) {
        this.name = name;
        this.url = url;
        this.hosted = hosted;
    }

    public String name() {
        return name;
    }

    /// The base URL: what a job's `target.url` gets.
    public URI url() {
        return url;
    }

    /// Puts faults in force, beside those there are; JSON as for the admin call.
    public void fault(String json) {
        hosted.faults().add(parsed(json));
    }

    public void clearFaults() {
        hosted.faults().clear();
    }

    public void option(String key, String value) {
        hosted.options().set(key, value);
    }

    public Map<String, String> options() {
        return hosted.options().described();
    }

    /// Plants users, tags, organizations …; JSON as for the admin call.
    public void seed(String json) {
        hosted.api().seed(parsed(json));
    }

    /// Everybody, with what only the keeper sees.
    public ArrayNode users() {
        return hosted.api().users(0, Integer.MAX_VALUE);
    }

    public int userCount() {
        return hosted.api().userCount();
    }

    /// @param key employee ID (Ruangkerja) or e-mail (Deskhero, Garment)
    public Optional<ObjectNode> user(String key) {
        return hosted.api().user(key);
    }

    /// Changes a user as if somebody had done it by hand.
    public boolean change(String key, String json) {
        return hosted.api().change(key, (ObjectNode) parsed(json));
    }

    /// An admin call that only this system has: `invites` (Deskhero: who is invited accepts), `context`
    /// (Garment: forget it).
    public void keep(String what, String json) {
        if (hosted.api().keeper("POST", what, parsed(json)).isEmpty()) {
            throw new IllegalArgumentException("Found " + what + ", which " + name + " does not have.");
        }
    }

    public void expireTokens() {
        hosted.api().expireTokens();
    }

    public List<CallRecord> calls() {
        return hosted.calls().find(call -> true, 0, Integer.MAX_VALUE);
    }

    public Rates.Figures rates() {
        return hosted.rates().figures();
    }

    /// Keys that were created more than once: nobody, if all is well.
    public List<Creations.Count> createdTwice() {
        return hosted.creations().atLeast(2);
    }

    /// Back to how it was at the start.
    public void reset() {
        hosted.reset();
    }

    HostedTenant hosted() {
        return hosted;
    }

    Keeper keeper() {
        return new Keeper(hosted, name);
    }

    private static JsonNode parsed(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> new SeedRefused("Found text that is not JSON; expected what docs/sandbox.md shows."));
    }
}
