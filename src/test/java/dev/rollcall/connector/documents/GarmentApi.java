package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.garment.GarmentConnectors;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// Garment as documented: a login that names two tenants, of which the second has one user.
abstract class GarmentApi extends DocumentedApi {

    static final String ID = "a169451c-8525-4352-b8ca-070dd449a1a5";
    static final String ROLE = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
    static final String PUT_USER = "/api/v1/users/" + ID;
    static final String SITI = """
            {"id": "%s", "name": "Siti", "email": "user@example.com", "username": "siti", "phone": "628121", "membership_type": "employee",
             "is_active": true, "status": "active", "roles": [{"id": "%s", "name": "Staf"}], "created_at": "2026-03-03T23:01:15Z"}""".formatted(ID, ROLE);

    @Override
    ConnectorFactory factory() {
        return new GarmentConnectors();
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("email", "bot@example.com", "password", "secret-1");
    }

    @Override
    Map<String, String> options() {
        return Map.of("tenant", "Dua");
    }

    @BeforeEach
    void letsIn() {
        API.stubFor(
                post("/api/v1/auth/login")
                        .withRequestBody(equalToJson("{\"email\": \"bot@example.com\", \"password\": \"secret-1\"}"))
                        .willReturn(
                                enveloped(
                                        200,
                                        "{\"access_token\": \"a-0\", \"refresh_token\": \"r-0\", \"expires_in\": 3600, \"tenants\": [{\"id\": \"t-1\", \"name\": \"Satu\"}, {\"id\": \"t-2\", \"name\": \"Dua\"}]}")));
        API.stubFor(post("/api/v1/auth/select-tenant")
                .withHeader("Authorization", equalTo("Bearer a-0"))
                .withRequestBody(equalToJson("{\"tenant_id\": \"t-2\"}"))
                .willReturn(enveloped(200, "{\"access_token\": \"a-1\", \"refresh_token\": \"r-1\"}")));
        lists("/api/v1/users");
        API.stubFor(put(PUT_USER).willReturn(enveloped(200, SITI)));
    }

    static void lists(String path) {
        API.stubFor(get(urlPathEqualTo(path))
                .willReturn(json(
                        200,
                        "{\"success\": true, \"code\": \"OK\", \"data\": [" + SITI
                                + "], \"meta\": {\"current_page\": 1, \"last_page\": 1, \"total\": 1}}")));
    }

    static ResponseDefinitionBuilder enveloped(int status, String data) {
        return json(
                status,
                "{\"success\": true, \"code\": \"OK\", \"message\": \"Berhasil\", \"request_id\": \"1\", \"timestamp\": \"2026-03-03T23:01:15Z\", \"api_version\": \"v1\", \"data\": "
                        + data + "}");
    }

    static ResponseDefinitionBuilder failed(int status, String code, String errors) {
        return json(
                status,
                "{\"success\": false, \"code\": \"" + code + "\", \"message\": \"Pesan.\", \"errors\": " + errors
                        + "}");
    }
}
