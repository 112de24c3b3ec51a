package dev.rollcall.source.http;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.source.Cells;
import dev.rollcall.source.SourceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A partner's API behind a line: it offers pages of records, and nothing of what a tenant offers.
final class Partner implements Connector {
    private static final Abilities NONE = new Abilities(
            true,
            false,
            Abilities.Creation.DIRECT,
            1,
            1,
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            Set.of(),
            Set.of(),
            Duration.ZERO,
            false);

    private final SourceSettings.Http settings;
    private final PartnerCalls calls;
    private final Duration timeout;
    private final Credentials credentials;

    Partner(SourceSettings.Http settings, PartnerCalls calls, Duration timeout) {
        this.settings = settings;
        this.calls = calls;
        this.timeout = timeout;
        this.credentials = new Credentials(settings.auth(), calls, timeout);
    }

    /// One attempt at one page.
    ///
    /// @param spool where what does not fit into memory goes
    /// @param wanted the cells to take of each record; empty for none
    Answer<PageRead> page(URI uri, Optional<Cells> wanted, Path spool) {
        return get(uri, "application/json", reply -> {
            Spool lines = new Spool(spool);
            try {
                PageRead page = new PageText(pointers(), wanted, lines).read(reply.body());
                List<String> links = reply.headers().all("Link");
                return new Answer.Success<>(new PageRead(
                        lines,
                        page.cells(),
                        page.records(),
                        page.total(),
                        page.cursor(),
                        Link.next(links, uri),
                        page.print()));
            } catch (IOException | RuntimeException e) {
                lines.drop();
                throw e;
            }
        });
    }

    private PageWalk.Pointers pointers() {
        String next = settings.paging() instanceof SourceSettings.Paging.ByCursor by ? by.next() : "";
        return new PageWalk.Pointers(settings.records(), settings.total().orElse(""), next);
    }

    /// One attempt at a file.
    Answer<Long> file(URI uri, Path target, long most) {
        return get(uri, "text/csv, text/plain;q=0.9, */*;q=0.5", reply -> {
            try (InputStream body = new Bounded(reply.body(), most);
                    OutputStream out = Files.newOutputStream(target)) {
                return new Answer.Success<>(body.transferTo(out));
            }
        });
    }

    private <T> Answer<T> get(URI uri, String accept, PartnerCalls.Reader<T> reader) {
        Credentials.Shown shown = credentials.shown();
        Map<String, String> headers = new HashMap<>(shown.headers());
        headers.put("Accept", accept);
        return calls.call(new PartnerCalls.Call(uri, headers, Optional.empty(), timeout), reply -> {
            if (reply.status() == 401) {
                return new Answer.Unauthorized<>(shown.session(), "HTTP 401", "");
            }
            if (reply.isSuccess()) {
                return reader.read(reply);
            }
            return refused(reply.status());
        });
    }

    private static <T> Answer<T> refused(int status) {
        String code = "HTTP " + status;
        if (status == 408 || status >= 500) {
            return new Answer.Lost<>(code);
        }
        return switch (status) {
            case 403 -> new Answer.Refused<>(code, "", Answer.Refusal.NOT_PERMITTED);
            case 404, 410 -> new Answer.Refused<>(code, "", Answer.Refusal.NOT_FOUND);
            default ->
                new Answer.Refused<>(
                        code, status < 400 ? "sent elsewhere, which is not followed" : "", Answer.Refusal.OTHER);
        };
    }

    @Override
    public Answer<Session> login() {
        return credentials.login();
    }

    @Override
    public long session() {
        return credentials.session();
    }

    @Override
    public Abilities abilities() {
        return NONE;
    }

    @Override
    public Answer<Page<TenantUser>> users(int number) {
        return notOffered();
    }

    @Override
    public Answer<List<TenantUser>> find(UserKey key) {
        return notOffered();
    }

    @Override
    public Answer<Page<Reference>> references(Attribute kind, int number) {
        return notOffered();
    }

    @Override
    public Answer<Page<OpenInvitation>> invitations(int number) {
        return notOffered();
    }

    @Override
    public Answer<Effect> write(Write write) {
        return notOffered();
    }

    @Override
    public Answer<List<Answer<Effect>>> writeAll(List<Write> writes) {
        return notOffered();
    }

    private static <T> Answer<T> notOffered() {
        return new Answer.Refused<>("", "", Answer.Refusal.NOT_OFFERED);
    }

    @Override
    public void close() {
        // nothing of its own is open
    }
}
