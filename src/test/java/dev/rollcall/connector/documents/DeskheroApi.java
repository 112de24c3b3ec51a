package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.deskhero.DeskheroConnectors;
import dev.rollcall.person.TenantUser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// Deskhero as documented: two groups, of which one is everybody's, and one user.
abstract class DeskheroApi extends DocumentedApi {

    static final String ROOT = "/api/contoh/v1";
    static final String SITI = """
            {"tenant_user": {"groups": [{"is_admin": false, "id": 11, "label": "Everyone"}, {"is_admin": true, "id": 12, "label": {"text": "Satu"}}],
              "id": 7001, "tenant_id": 3, "user_id": 9001, "role": 3, "status": 1, "last_seen": null},
             "created_by": null, "language": {"id": 1, "name": "Indonesian", "code": "id", "icon": "", "icon_sqare": ""},
             "id": 1001, "email": "siti@example.com", "given_name": "Siti", "family_name": "Rahma", "full_name": "Siti Rahma",
             "created": "2026-01-01T00:00:00Z", "display_absolute_time": false, "notification_channel": {"email": true}}""";
    static final String GROUPS = """
            [{"id": 11, "name": "Everyone", "unique_key": "everyone", "type": 2},
             {"id": 12, "name": "Satu", "unique_key": "satu", "type": 1}]""";

    @Override
    ConnectorFactory factory() {
        return new DeskheroConnectors();
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("token", "token-1");
    }

    @Override
    Map<String, String> options() {
        return Map.of("tenant", "contoh");
    }

    @BeforeEach
    void listsGroupsAndUsers() {
        API.stubFor(get(urlPathEqualTo(ROOT + "/groups"))
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .willReturn(json(200, many(GROUPS, 2))));
        API.stubFor(get(urlPathEqualTo(ROOT + "/users"))
                .withQueryParam("page", equalTo("1"))
                .withQueryParam("take", equalTo("100"))
                .withQueryParam("sort_by_key", equalTo("id"))
                .willReturn(json(200, many("[" + SITI + "]", 1))));
        API.stubFor(put(ROOT + "/users/1001")
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .willReturn(json(200, "{\"data\": " + SITI + ", \"messages\": []}")));
    }

    static String many(String items, int total) {
        return "{\"data\": " + items + ", \"total_count\": " + total
                + ", \"page\": 1, \"take\": 100, \"aggregations\": null}";
    }

    static TenantUser siti(Connector connector) {
        return success(connector.users(1)).items().getFirst();
    }

    static String invite(String email) {
        return "{\"groups\": [{\"id\": 12, \"label\": \"Satu\"}], \"id\": " + (500 + email.length()) + ", \"email\": \""
                + email
                + "\", \"tenant_role\": 3, \"expires_date\": \"2026-12-01T00:00:00Z\", \"expires_relative\": \"in 5 days\"}";
    }
}
