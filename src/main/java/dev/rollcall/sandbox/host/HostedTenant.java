package dev.rollcall.sandbox.host;

import dev.rollcall.sandbox.fault.Fault;
import dev.rollcall.sandbox.fault.Fault.Moment;
import dev.rollcall.sandbox.fault.Faults;
import dev.rollcall.sandbox.fault.Struck;
import dev.rollcall.sandbox.http.Reply;
import dev.rollcall.sandbox.http.Request;
import dev.rollcall.sandbox.http.Response;
import dev.rollcall.sandbox.record.CallLog;
import dev.rollcall.sandbox.record.Creations;
import dev.rollcall.sandbox.record.Rates;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One tenant behind its base URL: lets a call through latency and faults to the imitated system and writes down
/// what it did.
public final class HostedTenant {

    private final TenantApi api;
    private final Options options;
    private final List<JsonNode> seeds;
    private final InstantSource clock;
    private final Faults faults;
    private final CallLog calls;
    private final Rates rates = new Rates();
    private final Creations creations = new Creations();

    /// @param seeds what the tenant holds at the start and after a reset
    /// @param seed of the draw which calls a fault strikes
    public HostedTenant(
            TenantApi api, Options options, List<JsonNode> seeds, InstantSource clock, long seed, int keptCalls) {
        this.api = api;
        this.options = options;
        this.seeds = List.copyOf(seeds);
        this.clock = clock;
        this.faults = new Faults(seed);
        this.calls = new CallLog(keptCalls);
        seeds.forEach(api::seed);
    }

    /// Answers one call.
    ///
    /// @param path below the tenant's base
    public Reply reply(Request request, List<String> path) {
        long arrived = System.nanoTime();
        var at = clock.instant();
        rates.arrived(at, arrived);
        Struck struck = faults.strike(request.method(), "/" + String.join("/", path), arrived);
        Optional<Fault> early = struck.instead(Moment.BEFORE);
        if (early.filter(Fault.RateLimit.class::isInstance).isEmpty()) {
            pause(struck.latency());
        }
        var call = new Call(request, path, struck, creations);
        Reply reply = early.isPresent() ? instead(early.get()) : perform(call, struck);
        long micros = (System.nanoTime() - arrived) / 1000;
        int status = status(reply);
        rates.answered(status);
        String target = request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
        calls.add(at, request.method(), target, status, call.touches(), struck.kinds(), micros);
        return reply;
    }

    private Reply perform(Call call, Struck struck) {
        changeByHand(struck, Moment.BEFORE);
        if (struck.first(Fault.ExpireTokens.class).isPresent()) {
            api.expireTokens();
        }
        Response answer = api.answer(call);
        changeByHand(struck, Moment.AFTER);
        return struck.instead(Moment.AFTER).map(this::instead).orElseGet(() -> disturbed(answer, struck));
    }

    private void changeByHand(Struck struck, Moment moment) {
        struck.first(Fault.ChangeUser.class)
                .filter(change -> change.moment() == moment)
                .ifPresent(change -> api.change(change.key(), change.set()));
    }

    private static Reply disturbed(Response answer, Struck struck) {
        if (struck.faults().isEmpty()) {
            return new Reply.Whole(answer);
        }
        Optional<Reply> cut = struck.first(Fault.CutBody.class).map(fault -> new Reply.CutOff(answer, fault.bytes()));
        return cut.or(() -> struck.first(Fault.SlowBody.class)
                        .map(fault -> new Reply.Slowly(answer, fault.bytes(), fault.pause())))
                .orElseGet(() -> new Reply.Whole(answer));
    }

    private Reply instead(Fault fault) {
        return switch (fault) {
            case Fault.Drop _ -> new Reply.Silent(Duration.ZERO);
            case Fault.Hang(Moment _, Duration time) -> new Reply.Silent(time);
            case Fault.RateLimit(int _, Fault.RetryAfter wait) -> new Reply.Whole(told(api.trouble(429), wait));
            case Fault.Status(int status, Moment _, Fault.Body body, Fault.RetryAfter wait) ->
                new Reply.Whole(told(forced(status, body), wait));
            default -> throw new IllegalArgumentException(fault.kind() + " does not stand in for an answer");
        };
    }

    private Response forced(int status, Fault.Body body) {
        return switch (body) {
            case JSON -> api.trouble(status);
            case HTML -> Response.html(status, "<html><body><h1>" + status + "</h1><p>nginx</p></body></html>");
            case EMPTY -> Response.empty(status);
        };
    }

    private Response told(Response response, Fault.RetryAfter wait) {
        return switch (wait.form()) {
            case NONE -> response;
            case SECONDS -> response.with("Retry-After", Integer.toString(wait.seconds()));
            case DATE ->
                response.with(
                        "Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().plusSeconds(wait.seconds()).atOffset(ZoneOffset.UTC)));
        };
    }

    private static void pause(Duration wait) {
        if (wait.isZero()) {
            return;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static int status(Reply reply) {
        return switch (reply) {
            case Reply.Whole(Response response) -> response.status();
            case Reply.Slowly(Response response, int _, Duration _) -> response.status();
            case Reply.CutOff(Response response, int _) -> response.status();
            case Reply.Silent _ -> 0;
        };
    }

    /// Back to how it was at the start; the options stay.
    public void reset() {
        faults.clear();
        api.expireTokens();
        api.clear();
        seeds.forEach(api::seed);
        calls.clear();
        rates.clear();
        creations.clear();
    }

    public TenantApi api() {
        return api;
    }

    public Options options() {
        return options;
    }

    public Faults faults() {
        return faults;
    }

    public CallLog calls() {
        return calls;
    }

    public Rates rates() {
        return rates;
    }

    public Creations creations() {
        return creations;
    }
}
