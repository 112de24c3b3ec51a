package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that knows the documented requests, word for word, and gives the documented answers; anything else is 404.
abstract class DocumentedApi {

    @RegisterExtension
    protected static final WireMockExtension API = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private Optional<Connector> connector = Optional.empty();

    abstract ConnectorFactory factory();

    abstract Map<String, String> credentials();

    abstract Map<String, String> options();

    @AfterEach
    void close() {
        connector.ifPresent(Connector::close);
    }

    final Connector connect(Map<String, String> options) {
        close();
        Map<String, Secret> secrets = new HashMap<>();
        credentials().forEach((name, value) -> secrets.put(name, Secret.of(value)));
        var target = new Target(factory().name(), URI.create(API.baseUrl()), secrets, options, Duration.ofSeconds(10));
        Connector made = factory().connect(target);
        connector = Optional.of(made);
        return made;
    }

    /// A connector that is logged in.
    final Connector connector() {
        Connector made = connect(options());
        success(made.login());
        return made;
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    static void everythingAnswers(ResponseDefinitionBuilder answer) {
        API.stubFor(any(anyUrl()).willReturn(answer));
    }

    static <T> T success(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Success.class);
        return ((Answer.Success<T>) answer).value();
    }

    static <T> Answer.Refused<T> refused(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return (Answer.Refused<T>) answer;
    }

    /// The newest request with this method, to a path that ends so.
    static LoggedRequest sent(String method, String ending) {
        return API.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .filter(request -> request.getMethod().value().equals(method)
                        && request.getUrl().split("\\?", 2)[0].endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode body(String method, String ending) {
        return JsonMapper.shared().readTree(sent(method, ending).getBody());
    }

    static List<String> methods() {
        return API.getAllServeEvents().stream()
                .map(event -> event.getRequest().getMethod().value())
                .toList();
    }

    static TenantUser user(String id, Map<Attribute, Value> values) {
        return new TenantUser(new TenantUserId(id), Optional.empty(), true, new Attributes(values), false);
    }

    static Write.Create person(String id, Map<Attribute, Value> values) {
        return new Write.Create(new EmployeeId(id), new Attributes(values));
    }

    static Write.Update update(TenantUser user, Attribute attribute, Value value) {
        return new Write.Update(user, Attributes.of(attribute, value));
    }

    /// Quirks 13 and 14 are the same in all three systems.
    ///
    /// @param create a create that the system offers
    static void losesAnAnswerThatCannotBeReadAfterOneAttempt(Connector connector, Write create) {
        everythingAnswers(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>"));
        int before = API.getAllServeEvents().size();
        Answer<Effect> answer = connector.write(create);
        assertThat(answer).isInstanceOf(Answer.Lost.class);
        assertThat(API.getAllServeEvents()).hasSize(before + 1);
        assertThat(create.isRepeatable()).isFalse();
        assertThat(API.getAllServeEvents().getFirst().getRequest().getHeaders().keys())
                .noneMatch(name -> name.equalsIgnoreCase("Idempotency-Key") || name.equalsIgnoreCase("If-Match"));
    }
}
