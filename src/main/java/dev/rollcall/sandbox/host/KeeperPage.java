package dev.rollcall.sandbox.host;

import dev.rollcall.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The page that shows users, calls and faults of one tenant.
final class KeeperPage {

    private KeeperPage() {}

    static Response of(String tenant) {
        try (InputStream page = KeeperPage.class.getResourceAsStream("keeper.html")) {
            String html = new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
            return Response.html(200, html.replace("{tenant}", tenant));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
