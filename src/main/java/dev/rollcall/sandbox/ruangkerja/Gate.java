package dev.rollcall.sandbox.ruangkerja;

import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.BEARER;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.CLIENT_ID;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.CLIENT_SECRET;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.HEADERS;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.TOKEN_SECONDS;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Gives out tokens and lets in who shows one (pages generate-access-token and find-user).
final class Gate {

    private final Options options;
    private final Tokens<String> tokens;

    Gate(Options options, InstantSource clock) {
        this.options = options;
        this.tokens = new Tokens<>(clock);
    }

    /// The data of a fresh token. `expiresIn` is text, as the page's example has it.
    ObjectNode token(Call call, Fields fields) {
        String clientId = fields.required("clientID");
        String secret = fields.required("clientSecret");
        String grant = fields.required("grantType");
        if (!grant.equals("client_credentials")) {
            throw Refusal.badRequest("grantType must be client_credentials");
        }
        boolean known = options.is(CLIENT_ID, clientId) && options.is(CLIENT_SECRET, secret);
        if (!known || call.refusesCredentials()) {
            throw Refusal.badRequest("Credentials does not match in our records");
        }
        int seconds = options.number(TOKEN_SECONDS);
        String token = tokens.give("rk", clientId, Duration.ofSeconds(seconds));
        call.touched("token", "token", false);
        return Json.object()
                .put("accessToken", token)
                .put("expiresIn", Integer.toString(seconds))
                .put("tokenType", "bearer");
    }

    void admit(Call call) {
        String shown = call.request().header("Authorization").orElse("");
        String token = options.on(BEARER) && shown.startsWith("Bearer ") ? shown.substring(7) : shown;
        if (tokens.owner(token).isEmpty()) {
            throw Refusal.token();
        }
    }

    void requireHeaders(Call call) {
        boolean writes = !call.method().equals("GET");
        if (options.is(HEADERS, "none") || (options.is(HEADERS, "writes") && !writes)) {
            return;
        }
        if (!names(call.request().header("Accept"), true)) {
            throw Refusal.badRequest("header Accept must be application/json");
        }
        if (!names(call.request().header("Content-Type"), false)) {
            throw Refusal.badRequest("header Content-Type must be application/json");
        }
    }

    private static boolean names(Optional<String> header, boolean anything) {
        return header.filter(value -> value.contains("application/json") || (anything && value.contains("*/*")))
                .isPresent();
    }

    void expireTokens() {
        tokens.clear();
    }
}
