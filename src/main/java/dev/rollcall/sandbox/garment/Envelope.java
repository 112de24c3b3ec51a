package dev.rollcall.sandbox.garment;

import static dev.rollcall.sandbox.garment.GarmentOption.LANGUAGE;
import static dev.rollcall.sandbox.garment.GarmentOption.LIST;
import static dev.rollcall.sandbox.garment.GarmentOption.WRITE_BODY;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.http.Response;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The envelope around every answer (guide 06), in its variants.
final class Envelope {

    private final Options options;
    private final InstantSource clock;
    private final AtomicLong requests = new AtomicLong();

    Envelope(Options options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    Response success(Call call, JsonNode data) {
        ObjectNode body = wrap(call, true, "OK", words(call, "Success", "Berhasil"));
        body.set("data", data);
        return Response.json(200, Json.bytes(body));
    }

    Response list(Call call, JsonNode items, ObjectNode meta) {
        ObjectNode body = wrap(call, true, "OK", words(call, "Success", "Berhasil"));
        if (options.is(LIST, "nested")) {
            meta.set("data", items);
            body.set("data", meta);
        } else {
            body.set("data", items);
            body.set("meta", meta);
        }
        return Response.json(200, Json.bytes(body));
    }

    /// The answer of a write: the page's example is the bare string "string".
    Response written(Call call, int status, ObjectNode user) {
        return switch (options.text(WRITE_BODY)) {
            case "object" -> Response.json(status, Json.bytes(user));
            case "string" -> Response.json(status, "\"string\"");
            case "empty" -> Response.empty(status);
            default -> Response.json(status, success(call, user).body());
        };
    }

    Response error(Call call, Refusal refusal) {
        String message = refusal.errors().isEmpty()
                ? words(call, "The request was refused.", "Permintaan ditolak.")
                : words(call, "The given data was invalid.", "Data yang diberikan tidak valid.");
        return error(refusal, wrap(call, false, refusal.code(), message));
    }

    Response trouble(int status, String code) {
        ObjectNode body = envelope(false, code, "sandbox fault");
        return error(Refusal.of(status, code), body);
    }

    private static Response error(Refusal refusal, ObjectNode body) {
        body.putNull("data");
        if (!refusal.errors().isEmpty()) {
            ObjectNode errors = body.putObject("errors");
            refusal.errors().forEach((field, error) -> errors.putArray(field).add(error));
        }
        return Response.json(refusal.status(), Json.bytes(body));
    }

    private ObjectNode wrap(Call call, boolean success, String code, String message) {
        return envelope(success, code, message).put("api_version", call.path().contains("v1") ? "v1" : "tenant");
    }

    private ObjectNode envelope(boolean success, String code, String message) {
        return Json.object()
                .put("success", success)
                .put("code", code)
                .put("message", message)
                .put("request_id", "req-" + requests.incrementAndGet())
                .put("timestamp", clock.instant().toString())
                .put("api_version", "v1");
    }

    private String words(Call call, String english, String indonesian) {
        String asked = call.request()
                .parameter("lang")
                .or(() -> call.request().header("Accept-Language"))
                .orElse("");
        String language =
                asked.startsWith("en") || asked.startsWith("id") ? asked.substring(0, 2) : options.text(LANGUAGE);
        return language.equals("en") ? english : indonesian;
    }
}
