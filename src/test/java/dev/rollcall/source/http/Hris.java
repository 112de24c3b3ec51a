package dev.rollcall.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A made-up HR system behind WireMock that pages its people in every way there is.
public final class Hris implements AutoCloseable {
    public static final String PEOPLE = "/api/people";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    /// How the pages are told apart.
    public enum Kind {
        NONE,
        PAGE,
        OFFSET,
        CURSOR,
        LINK
    }

    /// Changes a page's answer: its number from 1, and what it would be.
    public interface Twist extends BiFunction<Integer, ResponseDefinitionBuilder, ResponseDefinitionBuilder> {
        Twist NONE = (page, answer) -> answer;
    }

    public Hris() {
        server.start();
    }

    public WireMockServer server() {
        return server;
    }

    public URI url() {
        return URI.create(server.baseUrl() + PEOPLE);
    }

    public static List<String> people(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Hris::person).toList();
    }

    public static String person(int number) {
        return """
            {"number":"E%05d","name":{"first":"Siti","last":"Rahma %d"},"mail":"e%d@contoh.co.id","active":true,\
            "teams":[{"name":"Gudang"},{"name":"Malam"}]}\
            """.formatted(number, number, number);
    }

    /// Serves these people, and nothing else, from now on.
    ///
    /// @param stated the total, where one is stated
    public void serve(Kind kind, List<String> people, int size, Optional<Long> stated, Twist twist) {
        server.resetAll();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
        int pages = kind == Kind.NONE ? 1 : Math.max(1, Math.ceilDiv(people.size(), size));
        for (int page = 1; page <= pages; page++) {
            List<String> on = kind == Kind.NONE
                    ? people
                    : people.subList((page - 1) * size, Math.min(people.size(), page * size));
            ResponseDefinitionBuilder answer = page(on, stated, cursor(kind, page, pages));
            if (kind == Kind.LINK && page < pages) {
                answer.withHeader(
                        "Link",
                        "<" + url() + "?per_page=" + size + ">; rel=\"first\", <" + PEOPLE + "?per_page=" + size
                                + "&at=" + (page + 1) + ">; rel=\"next\"");
            }
            server.stubFor(asked(kind, page, size).willReturn(twist.apply(page, answer)));
        }
        if (kind == Kind.PAGE || kind == Kind.OFFSET) {
            server.stubFor(
                    get(urlPathEqualTo(PEOPLE)).atPriority(8).willReturn(page(List.of(), stated, Optional.empty())));
        }
    }

    /// The call that one page answers.
    public MappingBuilder asked(Kind kind, int page, int size) {
        MappingBuilder call = get(urlPathEqualTo(PEOPLE)).atPriority(page == 1 ? 6 : 5);
        return switch (kind) {
            case NONE -> call;
            case PAGE -> call.withQueryParam("page", equalTo(Integer.toString(page)));
            case OFFSET -> call.withQueryParam("offset", equalTo(Integer.toString((page - 1) * size)));
            case CURSOR -> page == 1 ? call : call.withQueryParam("cursor", equalTo("c/" + page + "+=&"));
            case LINK -> page == 1 ? call : call.withQueryParam("at", equalTo(Integer.toString(page)));
        };
    }

    public static ResponseDefinitionBuilder page(List<String> people, Optional<Long> stated, Optional<String> next) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body(people, stated, next));
    }

    /// The text of a page with these people.
    public static String body(List<String> people, Optional<Long> stated, Optional<String> next) {
        List<String> meta = new ArrayList<>();
        stated.ifPresent(total -> meta.add("\"total\":" + total));
        next.ifPresent(cursor -> meta.add("\"next\":\"" + cursor + "\""));
        return "{\"data\":" + people.stream().collect(Collectors.joining(",", "[", "]")) + ",\"meta\":{"
                + String.join(",", meta) + "}}";
    }

    /// The cursor that a page gives, of so many.
    public static Optional<String> cursor(Kind kind, int page, int pages) {
        return kind == Kind.CURSOR && page < pages ? Optional.of("c/" + (page + 1) + "+=&") : Optional.empty();
    }

    @Override
    public void close() {
        server.stop();
    }
}
