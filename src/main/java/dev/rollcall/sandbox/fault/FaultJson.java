package dev.rollcall.sandbox.fault;

import dev.rollcall.sandbox.fault.Fault.Body;
import dev.rollcall.sandbox.fault.Fault.Moment;
import dev.rollcall.sandbox.fault.Fault.RetryAfter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a fault as the admin call sends it: `{"fault": "status", "status": 503, "when": "after", "method": "PUT",
/// "every": 5}`.
final class FaultJson {

    private final JsonNode given;
    private final Set<String> unread = new HashSet<>();

    private FaultJson(JsonNode given) {
        this.given = given;
        given.properties().forEach(field -> unread.add(field.getKey()));
    }

    static FaultRule rule(JsonNode given) {
        if (!(given instanceof ObjectNode object)) {
            throw new FaultRefused("Found a fault that is no JSON object; expected {\"fault\": \"…\", …}.");
        }
        var json = new FaultJson(object);
        var rule = new FaultRule(json.fault(), json.aim(), object);
        if (!json.unread.isEmpty()) {
            throw new FaultRefused("Found " + json.unread + ", which this fault does not know; see docs/sandbox.md.");
        }
        return rule;
    }

    private Fault fault() {
        String kind = text("fault", "");
        return switch (kind) {
            case "latency" -> new Fault.Latency(millis("ms", 50), millis("jitterMs", 0));
            case "rateLimit" -> new Fault.RateLimit(atLeast(1, "perSecond", 10), retryAfter("seconds", 1));
            case "throttle" -> new Fault.Status(429, Moment.BEFORE, Body.JSON, retryAfter("seconds", 1));
            case "status" -> new Fault.Status(number("status", 500), moment(), body("json"), retryAfter("none", 1));
            case "html" -> new Fault.Status(number("status", 200), moment(), Body.HTML, retryAfter("none", 1));
            case "drop" -> new Fault.Drop(moment());
            case "hang" -> new Fault.Hang(moment(), millis("ms", 60_000));
            case "slowBody" -> new Fault.SlowBody(atLeast(1, "bytes", 16), millis("pauseMs", 50));
            case "cutBody" -> new Fault.CutBody(number("bytes", 10));
            case "expireTokens" -> new Fault.ExpireTokens();
            case "refuseCredentials" -> new Fault.RefuseCredentials();
            case "bulk" -> new Fault.Bulk(number("fail", 0), number("lose", 0), number("omit", 0), flag("shuffle"));
            case "pages" -> pages();
            case "changeUser" -> new Fault.ChangeUser(moment(), text("key", ""), object("set"));
            default ->
                throw new FaultRefused("Found the fault \"" + kind + "\"; expected one of those in docs/sandbox.md.");
        };
    }

    private Fault pages() {
        int total = number("total", 0);
        return new Fault.Pages(total, number("omit", 0), number("duplicate", 0), number("shrink", 0));
    }

    private FaultRule.Aim aim() {
        return new FaultRule.Aim(
                text("method", "").toUpperCase(Locale.ROOT),
                Optional.of(text("path", "")).filter(path -> !path.isEmpty()).map(FaultJson::pattern),
                chance(),
                atLeast(0, "every", 0),
                atLeast(0, "next", 0),
                atLeast(0, "skip", 0));
    }

    private static Pattern pattern(String path) {
        try {
            return Pattern.compile(path);
        } catch (PatternSyntaxException wrong) {
            throw new FaultRefused("Found the path " + path + "; expected a regular expression.");
        }
    }

    private Moment moment() {
        return choice("when", "before", Moment.class);
    }

    private Body body(String fallback) {
        return choice("body", fallback, Body.class);
    }

    private RetryAfter retryAfter(String form, int seconds) {
        return new RetryAfter(number("retryAfter", seconds), choice("retryAfterAs", form, RetryAfter.Form.class));
    }

    private <T extends Enum<T>> T choice(String name, String fallback, Class<T> choices) {
        String word = text(name, fallback);
        for (T choice : choices.getEnumConstants()) {
            if (choice.name().equalsIgnoreCase(word)) {
                return choice;
            }
        }
        throw wrong(name, "one of " + Set.of(choices.getEnumConstants()));
    }

    private double chance() {
        JsonNode chance = read("chance");
        if (!chance.isMissingNode() && !chance.isNumber()) {
            throw wrong("chance", "a number from 0 to 1");
        }
        return chance.asDouble(1);
    }

    private ObjectNode object(String name) {
        return read(name) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private String text(String name, String fallback) {
        JsonNode value = read(name);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isString()) {
            throw wrong(name, "text");
        }
        return value.stringValue();
    }

    private boolean flag(String name) {
        return read(name).asBoolean(false);
    }

    private Duration millis(String name, int fallback) {
        return Duration.ofMillis(atLeast(0, name, fallback));
    }

    private int atLeast(int least, String name, int fallback) {
        int number = number(name, fallback);
        if (number < least) {
            throw wrong(name, "a whole number from " + least);
        }
        return number;
    }

    private int number(String name, int fallback) {
        JsonNode value = read(name);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isInt()) {
            throw wrong(name, "a whole number");
        }
        return value.intValue();
    }

    private JsonNode read(String name) {
        unread.remove(name);
        return given.path(name);
    }

    private FaultRefused wrong(String name, String expected) {
        return new FaultRefused("Found " + name + ": " + given.path(name) + "; expected " + expected + ".");
    }
}
