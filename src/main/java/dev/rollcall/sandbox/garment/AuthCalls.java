package dev.rollcall.sandbox.garment;

import static dev.rollcall.sandbox.garment.GarmentOption.CONTEXT_EVERY;
import static dev.rollcall.sandbox.garment.GarmentOption.EMAIL;
import static dev.rollcall.sandbox.garment.GarmentOption.PASSWORD;
import static dev.rollcall.sandbox.garment.GarmentOption.REFRESH_SECONDS;
import static dev.rollcall.sandbox.garment.GarmentOption.TOKEN_SECONDS;
import static dev.rollcall.sandbox.garment.GarmentOption.TWO_FACTOR;
import static dev.rollcall.sandbox.garment.GarmentOption.TWO_FACTOR_CODE;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Login, second factor, tenant selection, refresh (guides 03 and 17). Used under the API's lock.
final class AuthCalls {

    private final Central central;
    private final Options options;
    private final Tokens<Session> access;
    private final Tokens<Session> refresh;
    private final Tokens<String> challenges;
    private int generation;

    AuthCalls(Central central, Options options, InstantSource clock) {
        this.central = central;
        this.options = options;
        this.access = new Tokens<>(clock);
        this.refresh = new Tokens<>(clock);
        this.challenges = new Tokens<>(clock);
    }

    JsonNode login(Call call, JsonNode body) {
        String email = required(body, "email");
        String password = required(body, "password");
        boolean right = options.is(EMAIL, email) && options.is(PASSWORD, password) && !call.refusesCredentials();
        CentralUser user = right ? central.byEmail(email).orElse(null) : null;
        if (user == null) {
            throw Refusal.of(401, "INVALID_CREDENTIALS");
        }
        call.touched("token", "token", false);
        if (options.on(TWO_FACTOR)) {
            String challenge = challenges.give("challenge", user.id, Duration.ofMinutes(5));
            return Json.object().put("two_factor_required", true).put("challenge_token", challenge);
        }
        return tokens(session(user.id, ""));
    }

    JsonNode challenge(JsonNode body) {
        String userId =
                challenges.owner(required(body, "challenge_token")).orElseThrow(() -> Refusal.of(401, "TOKEN_INVALID"));
        if (!options.is(TWO_FACTOR_CODE, required(body, "code"))) {
            throw Refusal.invalid("code", "The code is invalid.");
        }
        return tokens(session(userId, ""));
    }

    JsonNode select(Session session, JsonNode body) {
        String companyId = required(body, "tenant_id");
        boolean member = companiesOf(session.userId()).stream().anyMatch(c -> c.id().equals(companyId));
        if (!member) {
            throw Refusal.of(403, "FORBIDDEN");
        }
        return tokens(session(session.userId(), companyId));
    }

    JsonNode refresh(JsonNode body) {
        String shown = required(body, "refresh_token");
        Session session = refresh.owner(shown).orElseThrow(() -> Refusal.of(401, "TOKEN_INVALID"));
        refresh.drop(shown);
        return tokens(session(session.userId(), session.companyId()));
    }

    JsonNode me(Session session) {
        return user(session.userId());
    }

    /// Who is calling; whether a tenant is selected is not asked yet.
    Session session(Call call) {
        return access.owner(shown(call)).orElseThrow(() -> Refusal.of(401, "TOKEN_INVALID"));
    }

    /// The tenant that the token is bound to.
    Company company(Session session) {
        int every = options.number(CONTEXT_EVERY);
        boolean worn = every > 0 && session.calls().incrementAndGet() > every;
        if (worn || session.generation() < generation) {
            throw Refusal.of(403, "TENANT_CONTEXT_MISMATCH");
        }
        return central.company(session.companyId()).orElseThrow(() -> Refusal.of(403, "TENANT_CONTEXT_MISMATCH"));
    }

    /// From here on every token given out so far lacks a tenant.
    void loseContext() {
        generation++;
    }

    void logout(Call call) {
        access.drop(shown(call));
    }

    private Session session(String userId, String companyId) {
        return new Session(userId, companyId, generation, new AtomicInteger());
    }

    private static String shown(Call call) {
        String header = call.request().header("Authorization").orElse("");
        return header.startsWith("Bearer ") ? header.substring(7) : "";
    }

    private ObjectNode tokens(Session session) {
        int seconds = options.number(TOKEN_SECONDS);
        ObjectNode data = Json.object()
                .put("access_token", access.give("ga", session, Duration.ofSeconds(seconds)))
                .put("refresh_token", refresh.give("gr", session, Duration.ofSeconds(options.number(REFRESH_SECONDS))))
                .put("token_type", "Bearer")
                .put("expires_in", seconds);
        data.set("user", user(session.userId()));
        ArrayNode tenants = data.putArray("tenants");
        companiesOf(session.userId())
                .forEach(company -> tenants.addObject().put("id", company.id()).put("name", company.name()));
        return data;
    }

    private ObjectNode user(String id) {
        CentralUser user = central.person(id).orElseThrow(() -> Refusal.of(401, "TOKEN_INVALID"));
        return Json.object().put("id", user.id).put("name", user.name).put("email", user.email);
    }

    private List<Company> companiesOf(String userId) {
        var companies = new ArrayList<Company>();
        for (Company company : central.companies()) {
            Membership membership = company.members().get(userId);
            if (membership != null && membership.active) {
                companies.add(company);
            }
        }
        return companies;
    }

    private static String required(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw Refusal.invalid(field, "The " + field + " field is required.");
        }
        return value.stringValue();
    }

    /// @param refreshToo whether refresh tokens end as well
    void expire(boolean refreshToo) {
        access.clear();
        if (refreshToo) {
            refresh.clear();
        }
    }
}
